import type { Tx } from "#app/db/database.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { listPayments, type PaymentRow } from "#app/db/stores/payments.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { resplitPosting } from "#app/domain/ledger/postings.ts";
import { type Resplit, resplits } from "#app/domain/ledger/resplit.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { noComponents, subtractComponents } from "#app/domain/money/components.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { resplitKey, resplitRule } from "../accounts/whole-posting.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Splits the payments anew that met interest which a backdated hold has taken away, under the
 * account's lock: what they met of it lowers the rest of the debt, then is the debtor's credit, and
 * may go back as such. `before` and `after` are the account without and with the hold and what it
 * gave back. A payment of which something went back already keeps its split.
 */
export async function resplitPayments(
  runtime: Runtime,
  tx: Tx,
  before: LoadedAccount,
  after: LoadedAccount,
  hold: HoldRow,
): Promise<void> {
  const { policy } = after.portfolio;
  const changed = resplits(before.state, after.state, policy, after.today);
  if (changed.length === 0) return;
  const payments = await listPayments(tx, after.row.id);
  for (const resplit of changed) {
    const payment = payments.find(({ postingId }) => postingId === resplit.reference);
    if (payment === undefined || payment.state === "reversed" || payment.returned > 0n) continue;
    await post(runtime, tx, after, payment, hold, resplit);
  }
}

async function post(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  payment: PaymentRow,
  hold: HoldRow,
  { change, creditMinor }: Resplit,
): Promise<void> {
  const { currency } = portfolio;
  const id = runtime.ids.next();
  const on = calendarDate(payment.effectiveOn);
  const amountMinor = [...Object.values(change), creditMinor].reduce(
    (sum, part) => (part > 0n ? sum + part : sum),
    0n,
  );
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: id,
      kind: "payment-resplit",
      paymentId: payment.id,
      effectiveOn: on,
      amount: formatAmount(amountMinor, currency),
      currency,
      split: componentTexts(change, currency),
      credit: formatAmount(creditMinor, currency),
      reason: `hold:${hold.id}`,
    },
  });
  const { entries } = resplitPosting({ on, reference: id }, change, creditMinor);
  const written = await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "interest",
      effectiveOn: on,
      currency: row.currency,
      amount: amountMinor,
      ...subtractComponents(noComponents, change),
      credit: creditMinor,
      rule: resplitRule,
      source: "portal",
      onceKey: resplitKey(payment.postingId, hold.id),
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  assert(written, "a new hold splits a payment anew once");
}
