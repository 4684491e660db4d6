import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { endDispute, isOver } from "../disputes/end-dispute.ts";
import { invalid } from "../refusal.ts";
import { emit } from "../webhooks/emit.ts";

export const readDispute: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.disputes, id, "dispute");

export const listDisputes: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "charge", "payment_intent");
  const charge = fields.get("charge").text();
  const intent = fields.get("payment_intent").text();
  return listPage(
    sandbox.memory.disputes,
    fields,
    "/v1/disputes",
    (one) =>
      (charge === null || one.charge === charge) &&
      (intent === null || one.payment_intent === intent),
  );
};

/**
 * Evidence in words; sent to the bank unless `submit` is false. As in Stripe's test mode,
 * `winning_evidence` and `losing_evidence` as `uncategorized_text` decide at once.
 */
export const updateDispute: Handler = (sandbox, { id, fields }) => {
  fields.allow("evidence", "metadata", "submit", "expand");
  const dispute = readOne(sandbox.memory.disputes, id, "dispute");
  if (isOver(dispute)) throw invalid(undefined, "This dispute is already closed");
  const { status } = dispute;
  const evidence = fields.get("evidence").allow(...Object.keys(dispute.evidence));
  dispute.metadata = { ...dispute.metadata, ...fields.get("metadata").metadata() };
  if (evidence.present) {
    keepEvidence(dispute.evidence, evidence);
    dispute.evidence_details.has_evidence = true;
    if (fields.get("submit").flag() ?? true) submit(dispute);
  }
  emit(sandbox, "charge.dispute.updated", dispute, { status });
  const text = evidence.get("uncategorized_text").text();
  if (text === "winning_evidence") endDispute(sandbox, dispute, "won");
  if (text === "losing_evidence") endDispute(sandbox, dispute, "lost");
  return dispute;
};

/** Texts replace what was there; what is not named stays. */
function keepEvidence(kept: Stripe.Dispute.Evidence, given: Field): void {
  const texts = Object.keys(kept)
    .filter((name) => name !== "enhanced_evidence")
    .map((name) => [name, given.get(name).text()] as const)
    .filter(([, text]) => text !== null);
  Object.assign(kept, Object.fromEntries(texts));
}

function submit(dispute: Stripe.Dispute): void {
  const inquiry = dispute.status.startsWith("warning_");
  dispute.status = inquiry ? "warning_under_review" : "under_review";
  dispute.evidence_details.submission_count += 1;
  dispute.evidence_details.submission_method = "manual";
}

/** The account gives in: the dispute is lost, an inquiry is closed. */
export const closeDispute: Handler = (sandbox, { id, fields }) => {
  fields.allow("expand");
  const dispute = readOne(sandbox.memory.disputes, id, "dispute");
  if (isOver(dispute)) throw invalid(undefined, "This dispute is already closed");
  endDispute(sandbox, dispute, "lost");
  return dispute;
};
