import { markApplied } from "#app/db/stores/events.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import {
  type AccountName,
  accountByRef,
  type NameFault,
} from "../accounts/account-by-ref.server.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/**
 * The system of record has applied an account's events up to a number. It changes only what the
 * debtor sees of delivery, never the balance (domain.md §10). `ahead`: no such event yet.
 */
export async function reportApplied(
  runtime: Runtime,
  actor: KeyActor,
  account: AccountName,
  accountSeq: bigint,
): Promise<Result<{ readonly appliedThrough: bigint }, NameFault | "ahead">> {
  const found = await accountByRef(runtime, actor, account);
  if (!found.ok) return found;
  const { id, eventSeq, appliedSeen } = found.value;
  if (accountSeq > eventSeq) return err("ahead");
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction((tx) => markApplied(tx, id, accountSeq, at));
  return ok({ appliedThrough: accountSeq > appliedSeen ? accountSeq : appliedSeen });
}
