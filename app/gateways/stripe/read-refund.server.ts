import type Stripe from "stripe";
import type { RefundFact } from "#app/domain/payments/refund.ts";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { ProviderRefund } from "#app/services/payments/provider-refund.ts";
import { currencyOf, fromStripeAmount } from "./amount.server.ts";
import { mismatch } from "./ask.server.ts";

/** Metadata that every refund of ours carries. */
export const refundField = "evenkeel_refund";

/** A refund as a state; checked field by field. */
export function refundOf(refund: Stripe.Refund): Outcome<ProviderRefund> {
  if (refund.object !== "refund" || typeof refund.id !== "string") {
    return mismatch(`not a refund: ${String(refund.object)} ${String(refund.id)}`);
  }
  const chargeRef = idOf(refund.charge);
  const currency = currencyOf(refund.currency);
  const amountMinor = fromStripeAmount(refund.amount, currency);
  if (chargeRef === null) return mismatch(`refund ${refund.id} names no charge`);
  if (amountMinor === null) return mismatch(`refund ${refund.id} has no whole amount`);
  return {
    kind: "ok",
    value: {
      id: refund.id,
      status: statuses[refund.status ?? ""] ?? "pending",
      chargeRef,
      refundId: refund.metadata?.[refundField] ?? null,
      amountMinor,
      currency,
      createdAt: refund.created * 1000,
      failure: refund.failure_reason ?? null,
    },
  };
}

/** What needs an act of the payer (`requires_action`) is on its way. */
const statuses: Record<string, RefundFact> = {
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

/** An object's id, expanded or not. */
export function idOf(named: string | { readonly id: string } | null | undefined): string | null {
  if (named === null || named === undefined) return null;
  return typeof named === "string" ? named : named.id;
}
