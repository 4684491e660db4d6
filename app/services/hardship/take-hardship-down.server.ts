import { err, type Result } from "#app/domain/primitives/result.ts";
import type { StaffActor } from "../actor.ts";
import { liableDebtor } from "../debtors/liable-debtor.server.ts";
import type { Runtime } from "../ports.ts";
import {
  type HardshipInput,
  submitHardship,
  type TakenHardship,
} from "./submit-hardship.server.ts";

/** Staff write down the hardship of a debtor who phoned; it goes the way of any other. */
export async function takeHardshipDown(
  runtime: Runtime,
  actor: StaffActor,
  { accountId, debtorId }: { readonly accountId: string; readonly debtorId: string },
  input: HardshipInput,
): Promise<Result<TakenHardship, "not-found" | "closed">> {
  const debtor = await liableDebtor(runtime.db, accountId, debtorId);
  if (debtor === null) return err("not-found");
  return submitHardship(runtime, { actor, debtor }, accountId, input);
}
