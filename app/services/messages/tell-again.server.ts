import type { Tx } from "#app/db/database.server.ts";
import {
  endWaiting,
  passWaitingOn,
  type WaitingMessageRow,
  waitOn,
} from "#app/db/stores/waiting-messages.server.ts";
import { unheldMs } from "#app/domain/notices/held.ts";
import { contactWaitDays } from "#app/domain/policy/policy.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { askAgainAt, heldAskMs } from "./ask-again-at.server.ts";
import { isHeldAsBefore } from "./held-as-before.server.ts";
import { noticeOf } from "./notice-of.server.ts";
import type { QueuedMessage } from "./queue-message.server.ts";
import { reasons } from "./reasons.server.ts";

/**
 * Tells what waited, under the account's lock, if it is still so: decided afresh by the contact
 * rules, with a line in the ledger of its own. It goes out once; it is dropped when it is no longer
 * so or older than the policy's days. While a hold without an end stops words that outlast it,
 * they are looked at once a day. Answers what was decided; null: nothing was asked.
 */
export async function tellAgain(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  waiting: WaitingMessageRow,
): Promise<QueuedMessage | null> {
  const { id } = waiting;
  const now = new Date(runtime.clock.now());
  if (await isTooOld(runtime, tx, loaded, waiting)) {
    await endWaiting(tx, id, "too-old", now);
    return null;
  }
  if (await isHeldAsBefore(runtime, tx, loaded, waiting)) {
    const { contactId } = waiting;
    await waitOn(tx, id, { contactId, notBefore: new Date(now.getTime() + heldAskMs) });
    return null;
  }
  const told = await reasons[waiting.kind].tell(runtime, tx, loaded, waiting);
  if (told === null) {
    await endWaiting(tx, id, "no-longer-so", now);
    await passOn(runtime, tx, waiting, now);
    return null;
  }
  const { allowed, contactId } = told;
  const again = askAgainAt(told, now.getTime(), reasons[waiting.kind].outlastsHolds === true);
  if (allowed) await endWaiting(tx, id, "sent", now, contactId);
  else if (again !== null) await waitOn(tx, id, { contactId, notBefore: new Date(again) });
  else {
    await endWaiting(tx, id, "blocked", now, contactId);
    await passOn(runtime, tx, { ...waiting, contactId }, now);
  }
  return told;
}

async function isTooOld(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  waiting: WaitingMessageRow,
): Promise<boolean> {
  const mostMs = contactWaitDays(loaded.portfolio.policy) * 86_400_000;
  if (ageOf(runtime, loaded, waiting) <= mostMs) return false;
  const { isWorthIt } = reasons[waiting.kind];
  return isWorthIt === undefined || !(await isWorthIt(runtime, tx, loaded, waiting));
}

/** Milliseconds since it was wanted; without the held days where it outlasts holds. */
function ageOf(
  { clock }: Pick<Runtime, "clock">,
  { portfolio, state }: LoadedAccount,
  { kind, wantedAt }: WaitingMessageRow,
): number {
  const nowMs = clock.now();
  const fromMs = wantedAt.getTime();
  if (!reasons[kind].outlastsHolds) return nowMs - fromMs;
  const notice = noticeOf[kind];
  assert(notice.class === "contact", "what no rule stops does not wait");
  const { holds } = state;
  return unheldMs({ fromMs, nowMs, holds, aim: notice.aim, zone: portfolio.timeZone });
}

/** One word is for all plans signed together: it is asked of the next when it was not said. */
async function passOn(
  runtime: Runtime,
  tx: Tx,
  waiting: WaitingMessageRow,
  now: Date,
): Promise<void> {
  const { isForAll } = reasons[waiting.kind];
  if (isForAll) await passWaitingOn(tx, waiting, isForAll, runtime.ids.next(), now);
}
