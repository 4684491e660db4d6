import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { sessionOf } from "../payments/complete-session.ts";
import { invalid } from "../refusal.ts";
import { seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export const readIntent: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.intents, id, "payment_intent");

export const listIntents: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "customer");
  const customer = fields.get("customer").text();
  return listPage(
    sandbox.memory.intents,
    fields,
    "/v1/payment_intents",
    (one) => customer === null || one.customer === customer,
  );
};

export const cancelIntent: Handler = (sandbox, { id, fields }) => {
  fields.allow("cancellation_reason", "expand");
  const intent = readOne(sandbox.memory.intents, id, "payment_intent");
  if (sessionOf(sandbox, intent)) {
    throw invalid(undefined, "You cannot cancel a PaymentIntent made by a Checkout Session.");
  }
  if (["succeeded", "processing", "canceled"].includes(intent.status)) {
    const message = `You cannot cancel this PaymentIntent because its status is ${intent.status}.`;
    throw invalid(undefined, message, "payment_intent_unexpected_state");
  }
  intent.status = "canceled";
  intent.canceled_at = seconds(sandbox);
  intent.cancellation_reason = fields
    .get("cancellation_reason")
    .oneOf(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]);
  intent.next_action = null;
  emit(sandbox, "payment_intent.canceled", intent);
  return intent;
};
