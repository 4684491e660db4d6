import type { Tx } from "#app/db/database.server.ts";
import { findEventWithDelivery } from "#app/db/stores/event-delivery.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { creditOfAccount, returnsOf } from "#app/db/stores/returned.server.ts";
import type { EventData } from "#app/domain/feedback/event-data.ts";
import { type Components, componentNames, noComponents } from "#app/domain/money/components.ts";
import { cameAgain, heldOf, type PaymentHeld, type Spent } from "#app/domain/payments/give-back.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { wholePosting } from "../accounts/whole-posting.server.ts";

/**
 * What of a payment has not gone back yet, by the ledger; the order in which it was spent comes
 * from the fact that was recorded with it. The caller holds the account's lock.
 */
export async function paymentHeld(tx: Tx, payment: PaymentRow): Promise<PaymentHeld> {
  const { posting } = await wholePosting(tx, payment.postingId);
  const event = await findEventWithDelivery(tx, payment.accountId, posting.accountSeq);
  assert(event !== null, "a payment has its event");
  const { order } = event.data as unknown as EventData<"payment.succeeded">;
  const returned: Spent[] = [];
  for (const { id, undoneBy } of await returnsOf(tx, payment)) {
    returned.push(spentBy((await wholePosting(tx, id)).posting, 1n));
    if (undoneBy === null) continue;
    returned.push(cameAgain(spentBy((await wholePosting(tx, undoneBy)).posting, -1n)));
  }
  return {
    held: heldOf(spentBy(posting, -1n), returned),
    order,
    accountCreditMinor: await creditOfAccount(tx, payment.accountId),
  };
}

type Parts = Components & { readonly credit: bigint };

/** A payment's receivables are stored as they fell, those of a return as they rose. */
function spentBy(parts: Parts, sign: 1n | -1n): Spent {
  const split: Record<keyof Components, bigint> = { ...noComponents };
  for (const name of componentNames) split[name] = sign * parts[name];
  return { split, creditMinor: -sign * parts.credit };
}
