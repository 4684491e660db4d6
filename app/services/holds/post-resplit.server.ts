import type { Tx } from "#app/db/database.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import { resplitPosting } from "#app/domain/ledger/postings.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { noComponents, subtractComponents } from "#app/domain/money/components.ts";
import type { Resplit } from "#app/domain/payments/resplit.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { resplitKey, resplitRule } from "../accounts/whole-posting.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/** What splits a payment anew: its id, once a posting, and how the event names it. */
export interface ResplitCause {
  readonly causeId: string;
  readonly reason: string;
}

/** A payment by its posting, or by another one about its money: what went back, or its mirror. */
export type Resplittable = Pick<PaymentRow, "id" | "postingId" | "effectiveOn">;

/**
 * Posts that a payment is split otherwise than it was, and tells the system of record, under the
 * account's lock. No money moves.
 */
export async function postResplit(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  payment: Resplittable,
  { change, creditMinor }: Pick<Resplit, "change" | "creditMinor">,
  { causeId, reason }: ResplitCause,
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
      reason,
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
      onceKey: resplitKey(payment.postingId, causeId),
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
  assert(written, "one cause splits money anew once");
}
