import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import type { PostingRow } from "#app/db/stores/postings.server.ts";
import { addReturned } from "#app/db/stores/returned.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { addComponents, componentNames, totalOf } from "#app/domain/money/components.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { wholePosting } from "../accounts/whole-posting.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { postResplit } from "../holds/post-resplit.server.ts";
import { progressPlan } from "../plans/progress-plan.server.ts";
import { restoreBrokenPlan } from "../plans/restore-broken-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { undoBeyond } from "../suspense/undo-beyond.server.ts";
import { reversePosting } from "./reverse-posting.server.ts";

/** Money that had gone back and came in again. */
export interface UndoneReturn {
  readonly payment: PaymentRow;
  readonly postingId: string;
  /** As the system of record will read it: "refund-failed:<id>", "chargeback-won:<id>". */
  readonly reason: string;
  readonly rule: string;
}

/**
 * Undoes a refund that failed or a chargeback that was won, in the caller's transaction under the
 * account's lock: the posting is mirrored from today on, told as adjustment.posted, and a plan in
 * force counts the money again; one that was broken for want of it comes back. What of it had been
 * beyond the payment is explained by that.
 */
export async function undoReturn(
  runtime: Runtime,
  tx: Tx,
  { payment, postingId, reason, rule }: UndoneReturn,
): Promise<void> {
  const row = await lockAccount(tx, payment.accountId);
  assert(row !== null, "what was given back has its account");
  const { posting: undone } = await wholePosting(tx, postingId);
  const loaded = await loadAccount(runtime, tx, row);
  const accountSeq = await tell(runtime, tx, loaded, undone, reason);
  const how = { on: loaded.today, accountSeq, rule };
  assert(await reversePosting(runtime, tx, undone, how), "a return that stood was not undone");
  await spendAgain(runtime, tx, await loadAccount(runtime, tx, row), payment, undone, reason);
  await undoBeyond(runtime, tx, undone);
  await addReturned(tx, payment.id, -(totalOf(undone) - undone.credit));
  const plan = payment.planId === null ? null : await findPlan(tx, payment.planId);
  const inForce = plan?.state === "agreed" || plan?.state === "active";
  if (plan !== null && inForce) await progressPlan(runtime, tx, row.id, plan.id);
  if (plan?.state === "broken") await restoreBrokenPlan(runtime, tx, row);
}

/**
 * Splits what came in again over what is owed now: who had paid meanwhile owes less than the return
 * had brought back, and has credit that may go back.
 */
async function spendAgain(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  payment: PaymentRow,
  undone: PostingRow,
  reason: string,
): Promise<void> {
  const mirror = loaded.postings.find(({ reverses }) => reverses === undone.id);
  const line = loaded.balance.itemisation.find(
    ({ kind, reference }) => kind === "payment" && reference === undone.id,
  );
  if (mirror === undefined || !line?.split) return;
  const change = addComponents(line.split, mirror);
  const creditMinor = -totalOf(change);
  if (componentNames.every((name) => change[name] === 0n)) return;
  const about = { id: payment.id, postingId: mirror.id, effectiveOn: mirror.effectiveOn };
  const cause = { causeId: mirror.id, reason };
  await postResplit(runtime, tx, loaded, about, { change, creditMinor }, cause);
}

function tell(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio, today }: LoadedAccount,
  undone: PostingRow,
  reason: string,
): Promise<bigint> {
  const { currency } = portfolio;
  return recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: undone.id,
      kind: "credit",
      effectiveOn: today,
      amount: formatAmount(totalOf(undone) - undone.credit, currency),
      currency,
      split: componentTexts(undone, currency),
      reason,
    },
  });
}
