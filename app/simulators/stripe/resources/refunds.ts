import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { makeRefund } from "../refunds/make-refund.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export const createRefund: Handler = (sandbox, { fields }) => {
  fields.allow("charge", "payment_intent", "amount", "reason", "metadata", "expand");
  return makeRefund(sandbox, chargeOf(sandbox, fields), {
    amount: fields.get("amount").integer(),
    reason: fields.get("reason").oneOf(["duplicate", "fraudulent", "requested_by_customer"]),
    metadata: fields.get("metadata").metadata(),
  });
};

function chargeOf(sandbox: Sandbox, fields: Field): Stripe.Charge {
  const { charges, intents } = sandbox.memory;
  const chargeId = fields.get("charge").text();
  if (chargeId !== null) return readOne(charges, chargeId, "charge", "charge");
  const intentId = fields.get("payment_intent").text();
  if (intentId === null) {
    const message =
      "One of the following params should be provided for this request: payment_intent or charge.";
    throw invalid(undefined, message, "parameter_missing");
  }
  const intent = readOne(intents, intentId, "payment_intent", "payment_intent");
  const charge = charges[String(intent.latest_charge)];
  if (intent.status === "succeeded" && charge) return charge;
  const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
  throw invalid("payment_intent", message);
}

export const readRefund: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.refunds, id, "refund");

/** Only metadata can change. */
export const updateRefund: Handler = (sandbox, { id, fields }) => {
  fields.allow("metadata", "expand");
  const refund = readOne(sandbox.memory.refunds, id, "refund");
  const { metadata } = refund;
  refund.metadata = { ...metadata, ...fields.get("metadata").metadata() };
  emit(sandbox, "refund.updated", refund, { metadata });
  emit(sandbox, "charge.refund.updated", refund, { metadata });
  return refund;
};

export const listRefunds: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "charge", "payment_intent");
  const charge = fields.get("charge").text();
  const intent = fields.get("payment_intent").text();
  return listPage(
    sandbox.memory.refunds,
    fields,
    "/v1/refunds",
    (one) =>
      (charge === null || one.charge === charge) &&
      (intent === null || one.payment_intent === intent),
  );
};
