import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { newIntent } from "../objects/new-intent.ts";
import { checkAmount } from "../payments/amounts.ts";
import { confirmIntent } from "../payments/confirm.ts";
import { invalid, Refusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { methodOf } from "./payment-methods.ts";

const known = [
  "amount",
  "currency",
  "description",
  "metadata",
  "allowed_payment_method_types",
  "payment_method",
  "confirm",
  "return_url",
  "customer",
  "statement_descriptor_suffix",
  "automatic_payment_methods",
  "expand",
];

export const createIntent: Handler = (sandbox, { fields }) => {
  fields.allow(...known);
  const amount = fields.get("amount").required().integer() as number;
  const currency = (fields.get("currency").required().text() as string).toLowerCase();
  checkAmount(amount, currency, "amount");
  const types = fields.get("allowed_payment_method_types").texts();
  const intent = newIntent(sandbox, {
    amount,
    currency,
    customer: fields.get("customer").text(),
    description: fields.get("description").text(),
    metadata: fields.get("metadata").metadata(),
    statementDescriptorSuffix: fields.get("statement_descriptor_suffix").text(),
    methodTypes: types.length > 0 ? types : ["card"],
    methodOptions: null,
  });
  emit(sandbox, "payment_intent.created", intent);
  return fields.get("confirm").flag() ? confirmWith(sandbox, intent, fields) : intent;
};

export const confirmIntentCall: Handler = (sandbox, { id, fields }) => {
  fields.allow("payment_method", "return_url", "off_session", "expand");
  return confirmWith(sandbox, readOne(sandbox.memory.intents, id, "payment_intent"), fields);
};

function confirmWith(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  fields: Field,
): Stripe.PaymentIntent {
  if (intent.status !== "requires_payment_method") {
    const message = `You cannot confirm this PaymentIntent because its status is ${intent.status}.`;
    throw invalid(undefined, message, "payment_intent_unexpected_state");
  }
  const method = methodOf(sandbox, fields.get("payment_method").required().text() as string);
  confirmIntent(sandbox, intent, method, fields.get("return_url").text());
  const error = intent.last_payment_error;
  if (!error) return intent;
  throw new Refusal(402, {
    type: "card_error",
    message: error.message ?? "Your card was declined.",
    code: error.code,
    decline_code: error.decline_code,
    charge: error.charge,
    payment_intent: structuredClone(intent),
    payment_method: structuredClone(method),
  });
}
