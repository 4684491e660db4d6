import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { newIntent } from "../objects/new-intent.ts";
import { checkAmount } from "../payments/amounts.ts";
import { confirmIntent } from "../payments/confirm.ts";
import { canPay } from "../payments/currencies.ts";
import { invalid, Refusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { customerOf } from "./customer-of.ts";
import { methodFor } from "./method-for.ts";

const confirming = [
  "payment_method",
  "return_url",
  "off_session",
  "setup_future_usage",
  "error_on_requires_action",
  "mandate_data",
  "payment_method_options",
  "expand",
];
const creating = [
  "amount",
  "currency",
  "description",
  "metadata",
  "allowed_payment_method_types",
  "capture_method",
  "confirm",
  "customer",
  "statement_descriptor_suffix",
  "automatic_payment_methods",
];

export const createIntent: Handler = (sandbox, { fields }) => {
  fields.allow(...creating, ...confirming);
  fields.get("capture_method").oneOf(["automatic", "automatic_async", "manual"]);
  const amount = fields.get("amount").required().integer() as number;
  const currency = (fields.get("currency").required().text() as string).toLowerCase();
  checkAmount(amount, currency, "amount");
  if (fields.get("capture_method").text() === "manual") {
    throw invalid("capture_method", "The simulator takes money at once only.");
  }
  const confirm = fields.get("confirm").flag() ?? false;
  if (!confirm && fields.get("off_session").present) {
    throw invalid("off_session", "off_session can only be used when confirm is true.");
  }
  const types = typesOf(fields, currency);
  const intent = newIntent(sandbox, {
    amount,
    currency,
    customer: customerOf(sandbox, fields),
    description: fields.get("description").text(),
    metadata: fields.get("metadata").metadata(),
    statementDescriptorSuffix: fields.get("statement_descriptor_suffix").text(),
    setupFutureUsage: usageOf(fields),
    methodTypes: types,
    methodOptions: null,
  });
  emit(sandbox, "payment_intent.created", intent);
  if (confirm) return confirmWith(sandbox, intent, fields);
  if (fields.get("payment_method").present) {
    intent.payment_method = methodFor(sandbox, fields, intent.customer).id;
    intent.status = "requires_confirmation";
  }
  return intent;
};

/** Cards unless others are named; a wallet only in its currencies. */
function typesOf(fields: Field, currency: string): string[] {
  const types = fields.get("allowed_payment_method_types").texts();
  const wrong = types.find((type) => !canPay(type, currency));
  if (wrong === undefined) return types.length > 0 ? types : ["card"];
  throw invalid(
    "allowed_payment_method_types",
    `The payment method type "${wrong}" cannot be used with the currency ${currency}.`,
  );
}

export const confirmIntentCall: Handler = (sandbox, { id, fields }) => {
  fields.allow(...confirming);
  const intent = readOne(sandbox.memory.intents, id, "payment_intent");
  if (!["requires_payment_method", "requires_confirmation"].includes(intent.status)) {
    const message = `You cannot confirm this PaymentIntent because its status is ${intent.status}.`;
    throw invalid(undefined, message, "payment_intent_unexpected_state");
  }
  intent.setup_future_usage = usageOf(fields) ?? intent.setup_future_usage;
  return confirmWith(sandbox, intent, fields);
};

const usageOf = (fields: Field): "off_session" | "on_session" | null =>
  fields.get("setup_future_usage").oneOf(["off_session", "on_session"]);

function confirmWith(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  fields: Field,
): Stripe.PaymentIntent {
  const method = methodFor(sandbox, fields, intent.customer, intent.payment_method);
  const offSession =
    (fields.get("off_session").flag() || fields.get("error_on_requires_action").flag()) ?? false;
  refuseSingleUse(intent, method, offSession);
  const options = fields.get("payment_method_options").allow("card", "alipay", "wechat_pay");
  const client = options.get("wechat_pay").get("client");
  if (method.type === "wechat_pay") client.required().oneOf(["web", "ios", "android"]);
  confirmIntent(sandbox, intent, method, {
    returnUrl: fields.get("return_url").text(),
    offSession,
  });
  const error = intent.last_payment_error;
  if (!error) return intent;
  throw new Refusal(402, {
    type: "card_error",
    message: error.message ?? "Your card was declined.",
    code: error.code,
    decline_code: error.decline_code,
    advice_code: error.advice_code,
    network_decline_code: error.network_decline_code,
    charge: error.charge,
    payment_intent: structuredClone(intent),
    payment_method: structuredClone(method),
  });
}

/** Alipay and WeChat Pay pay once, with the payer there; nothing else can be asked of them. */
function refuseSingleUse(
  intent: Stripe.PaymentIntent,
  { type }: Stripe.PaymentMethod,
  offSession: boolean,
): void {
  if (!intent.payment_method_types.includes(type)) {
    throw invalid(
      "payment_method",
      `The PaymentMethod type ${type} is not one that this PaymentIntent allows.`,
      "payment_intent_incompatible_payment_method",
    );
  }
  if (type === "card") return;
  const param = offSession ? "off_session" : "setup_future_usage";
  if (!offSession && intent.setup_future_usage === null) return;
  throw invalid(
    param,
    `The payment method type ${type} does not support ${param}.`,
    "payment_intent_invalid_parameter",
  );
}
