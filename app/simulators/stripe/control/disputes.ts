import type { Stripe } from "stripe";
import { readOne } from "../api/read.ts";
import { endDispute } from "../disputes/end-dispute.ts";
import { reinstateFunds, withdrawFunds } from "../disputes/move-funds.ts";
import { escalateDispute, openDispute } from "../disputes/open-dispute.ts";
import type { Sandbox } from "../sandbox.ts";
import { chargeOf } from "./refunds.ts";

/** What payers' banks do. */
export interface DisputeControl {
  /** On a charge's or an intent's id; the whole charge without an amount. */
  dispute(order: SimulatedDispute): Stripe.Dispute;
  /** The inquiry becomes a dispute. */
  escalate(disputeId: string): Stripe.Dispute;
  endDispute(disputeId: string, outcome: "won" | "lost" | "withdrawn"): Stripe.Dispute;
  /** Funds move without the state changing, as when an arbitration takes them again. */
  moveFunds(disputeId: string, way: "withdrawn" | "reinstated"): Stripe.Dispute;
}

export interface SimulatedDispute {
  payment: string;
  amount?: number;
  currency?: string;
  reason?: string;
  inquiry?: boolean;
}

export function disputeControl(sandbox: Sandbox): DisputeControl {
  const read = (id: string): Stripe.Dispute => readOne(sandbox.memory.disputes, id, "dispute");
  return {
    dispute: (order) => {
      const charge = chargeOf(sandbox, order.payment);
      return openDispute(sandbox, charge, {
        amount: order.amount ?? charge.amount,
        currency: order.currency ?? charge.currency,
        reason: order.reason ?? "fraudulent",
        inquiry: order.inquiry ?? false,
      });
    },
    escalate: (id) => {
      escalateDispute(sandbox, read(id));
      return read(id);
    },
    endDispute: (id, outcome) => {
      endDispute(sandbox, read(id), outcome);
      return read(id);
    },
    moveFunds: (id, way) => {
      if (way === "withdrawn") withdrawFunds(sandbox, read(id));
      else reinstateFunds(sandbox, read(id));
      return read(id);
    },
  };
}
