import type { Tx } from "#app/db/database.server.ts";
import { listPayments } from "#app/db/stores/payments.server.ts";
import type { PostingRow } from "#app/db/stores/postings.server.ts";
import { paymentsReturned } from "#app/db/stores/returned.server.ts";
import { noComponents, subtractComponents } from "#app/domain/money/components.ts";
import { resplits } from "#app/domain/payments/resplit.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { postResplit, type ResplitCause } from "./post-resplit.server.ts";

/**
 * Splits the payments anew that something told late has changed, under the account's lock: those
 * that met interest which a backdated hold has taken away, or debt that money had met before them.
 * What they do not meet any more lowers the rest of the debt, then is the debtor's credit, and may
 * go back as such. What went back of them already counts as gone back over the new split, and what
 * came in again meets what was owed then; what undid a payment stays its mirror. `before` and
 * `after` are the account without and with what was told and what that gave back.
 */
export async function resplitPayments(
  runtime: Runtime,
  tx: Tx,
  before: LoadedAccount,
  after: LoadedAccount,
  cause: ResplitCause,
): Promise<void> {
  const returns = await paymentsReturned(tx, after.row.id);
  const how = { policy: after.portfolio.policy, on: after.today, returns };
  const changed = resplits(before.state, after.state, how);
  if (changed.length === 0) return;
  const payments = await listPayments(tx, after.row.id);
  for (const resplit of changed) {
    const { reference, isAgain, change, creditMinor } = resplit;
    const paidBy = returns.get(reference) ?? reference;
    const payment = payments.find(({ postingId }) => postingId === paidBy);
    const own = after.postings.find(({ id, reverses }) => (isAgain ? reverses : id) === reference);
    if (payment === undefined || own === undefined) continue;
    const about = aboutPosting(payment.id, own);
    await postResplit(runtime, tx, after, about, resplit, cause);
    const mirror = after.postings.find(({ reverses }) => reverses === reference);
    if (mirror === undefined || returns.has(reference)) continue;
    const mirrored = subtractComponents(noComponents, change);
    const undone = { change: mirrored, creditMinor: -creditMinor };
    await postResplit(runtime, tx, after, aboutPosting(payment.id, mirror), undone, cause);
  }
}

/** A posting of the payment's, or another one about its money. */
function aboutPosting(paymentId: string, { id, effectiveOn }: PostingRow) {
  return { id: paymentId, postingId: id, effectiveOn };
}
