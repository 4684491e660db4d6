import type { Stripe } from "stripe";
import { readOne } from "../api/read.ts";
import { failRefund, type RefundFailure, succeedRefund } from "../refunds/end-refund.ts";
import { makeRefund } from "../refunds/make-refund.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";

/** What happens to refunds outside of the product. */
export interface RefundControl {
  /** The next refund waits, whatever the card. */
  holdNextRefund(): void;
  /** Ends a refund that waits, or makes one fail that had succeeded. */
  endRefund(
    refundId: string,
    outcome: "succeeded" | "failed",
    reason?: RefundFailure,
  ): Stripe.Refund;
  /** A person refunds on Stripe's dashboard: a charge's or an intent's id; all that is left. */
  dashboardRefund(paymentId: string, amount?: number): Stripe.Refund;
}

export function refundControl(sandbox: Sandbox): RefundControl {
  return {
    holdNextRefund: () => {
      sandbox.nextRefund = "pending";
    },
    endRefund: (refundId, outcome, reason = "declined") => {
      const refund = readOne(sandbox.memory.refunds, refundId, "refund");
      if (outcome === "succeeded") succeedRefund(sandbox, refund);
      else failRefund(sandbox, refund, reason);
      return refund;
    },
    dashboardRefund: (paymentId, amount) =>
      makeRefund(sandbox, chargeOf(sandbox, paymentId), {
        amount: amount ?? null,
        reason: "requested_by_customer",
        metadata: {},
      }),
  };
}

/** By the id of a charge, or of an intent that was paid. */
export function chargeOf({ memory }: Sandbox, paymentId: string): Stripe.Charge {
  const intent = memory.intents[paymentId];
  const id = intent ? String(intent.latest_charge) : paymentId;
  const charge = memory.charges[id];
  if (charge?.status === "succeeded") return charge;
  throw invalid("payment", `No paid charge is known by ${paymentId}.`);
}
