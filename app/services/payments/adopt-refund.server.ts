import type { Tx } from "#app/db/database.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { listPaymentsOfCharge } from "#app/db/stores/payments.server.ts";
import { findRefund, insertRefund, type RefundRow } from "#app/db/stores/refunds.server.ts";
import { spreadOver } from "#app/domain/payments/dispute.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Runtime } from "../ports.ts";
import type { ProviderRefund } from "./provider-refund.ts";

/**
 * Takes in a refund that somebody made at the provider: a row for each payment of the charge that
 * it takes from, in the order of their accounts. One in another currency is no share of them: a
 * break says so. One that has failed already moved nothing. The caller holds the accounts' locks.
 */
export async function adoptRefund(
  runtime: Runtime,
  tx: Tx,
  found: ProviderRefund,
): Promise<readonly RefundRow[]> {
  const payments = await listPaymentsOfCharge(tx, found.chargeRef);
  const [first] = payments;
  assert(first !== undefined, "a refund is adopted by a payment");
  if (found.status === "failed") return [];
  if (found.currency !== first.currency) {
    await report(runtime, tx, found, first.portfolioId, first.accountId);
    return [];
  }
  const shares = spreadOver(
    found.amountMinor,
    payments.map(({ amount, returned }) => amount - returned),
  );
  const rows: RefundRow[] = [];
  for (const [index, payment] of payments.entries()) {
    const amount = shares[index] ?? 0n;
    if (amount === 0n) continue;
    const row = rowOf(runtime, found, payment, amount);
    assert(await insertRefund(tx, row), "a new id is free");
    rows.push((await findRefund(tx, row.id)) ?? row);
  }
  return rows;
}

function rowOf(
  runtime: Runtime,
  found: ProviderRefund,
  payment: { readonly id: string; portfolioId: string; accountId: string; currency: string },
  amount: bigint,
): RefundRow {
  return {
    id: runtime.ids.next(),
    portfolioId: payment.portfolioId,
    accountId: payment.accountId,
    paymentId: payment.id,
    currency: payment.currency,
    amount,
    state: "requested",
    reason: "found-at-provider",
    note: null,
    creditOnly: false,
    source: "stripe",
    providerRef: found.id,
    postingId: null,
    failure: null,
    requestedBy: "provider",
    requestedAt: new Date(runtime.clock.now()),
    decidedBy: null,
    decidedAt: null,
    askedAt: null,
  };
}

async function report(
  runtime: Runtime,
  tx: Tx,
  found: ProviderRefund,
  portfolioId: string,
  accountId: string,
): Promise<void> {
  const { id, chargeRef, amountMinor, currency } = found;
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId,
    accountId,
    kind: "refund:currency-differs",
    reference: id,
    detail: { refundRef: id, chargeRef, amountMinor: String(amountMinor), currency },
    at: new Date(runtime.clock.now()),
  });
}
