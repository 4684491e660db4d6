import { ok, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { type AccountName, accountByRef, type NameFault } from "./account-by-ref.server.ts";
import { type LoadedAccount, loadAccount } from "./account-state.server.ts";

/** The account that a key names, with its balance now. */
export async function openAccount(
  runtime: Runtime,
  actor: KeyActor,
  name: AccountName,
): Promise<Result<LoadedAccount, NameFault>> {
  const found = await accountByRef(runtime, actor, name);
  return found.ok ? ok(await loadAccount(runtime, runtime.db, found.value)) : found;
}
