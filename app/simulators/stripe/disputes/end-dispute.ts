import type { Stripe } from "stripe";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { isWithdrawn, reinstateFunds } from "./move-funds.ts";

const ends: readonly string[] = ["won", "lost", "warning_closed", "prevented"];

export const isOver = ({ status }: Stripe.Dispute): boolean => ends.includes(status);

/**
 * The bank has decided, or the payer took the dispute back (`withdrawn`, which is a win). An
 * inquiry ends as `warning_closed` either way.
 */
export function endDispute(
  sandbox: Sandbox,
  dispute: Stripe.Dispute,
  outcome: "won" | "lost" | "withdrawn",
): void {
  if (isOver(dispute)) throw invalid("dispute", "This dispute is already closed.");
  const inquiry = dispute.status.startsWith("warning_");
  const won = outcome !== "lost";
  dispute.status = inquiry ? "warning_closed" : won ? "won" : "lost";
  dispute.is_charge_refundable = inquiry || won;
  dispute.evidence_details.due_by = null;
  emit(sandbox, "charge.dispute.closed", dispute);
  if (won && isWithdrawn(dispute)) reinstateFunds(sandbox, dispute);
}

/** A charge that was refunded whole leaves nothing to ask about. */
export function closeInquiries(sandbox: Sandbox, charge: Stripe.Charge): void {
  for (const dispute of Object.values(sandbox.memory.disputes)) {
    const inquiry = dispute.status.startsWith("warning_") && !isOver(dispute);
    if (charge.refunded && inquiry && dispute.charge === charge.id) {
      endDispute(sandbox, dispute, "won");
    }
  }
}
