import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { newSession, type SessionOrder } from "../objects/new-session.ts";
import { newSetup } from "../objects/new-setup.ts";
import { checkAmount } from "../payments/amounts.ts";
import { canPay } from "../payments/currencies.ts";
import { invalid } from "../refusal.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { customerOf } from "./customer-of.ts";
import { newPrice } from "./prices.ts";

const known = [
  "mode",
  "ui_mode",
  "success_url",
  "cancel_url",
  "line_items",
  "client_reference_id",
  "metadata",
  "payment_intent_data",
  "allowed_payment_method_types",
  "payment_method_options",
  "locale",
  "expires_at",
  "customer",
  "customer_creation",
  "customer_email",
  "currency",
  "setup_intent_data",
  "submit_type",
  "adaptive_pricing",
  "expand",
];

export const createSession: Handler = (sandbox, { fields }) => {
  fields.allow(...known);
  const mode = fields.get("mode").required().oneOf(["payment", "setup"]) ?? "payment";
  fields.get("ui_mode").oneOf(["hosted_page"]);
  return mode === "setup" ? openSetup(sandbox, fields) : openPayment(sandbox, fields);
};

function openPayment(sandbox: Sandbox, fields: Field): Stripe.Checkout.Session {
  const lines = linesOf(sandbox, fields.get("line_items").required());
  const currency = lines[0]?.currency ?? "usd";
  const amount = lines.reduce((sum, line) => sum + line.amount_total, 0);
  if (lines.some((line) => line.currency !== currency)) {
    throw invalid("line_items", "All line items must have the same currency.");
  }
  checkAmount(amount, currency, "line_items[0][price_data][unit_amount]");
  const data = intentDataOf(fields.get("payment_intent_data"));
  const session = newSession(sandbox, {
    ...orderOf(sandbox, fields),
    mode: "payment",
    amount,
    currency,
    setupIntent: null,
    methods: methodsOf(fields, currency, data.setupFutureUsage !== null),
    adaptivePricing: fields.get("adaptive_pricing").get("enabled").flag() ?? false,
  });
  sandbox.memory.lineItems[session.id] = lines;
  sandbox.memory.intentData[session.id] = data;
  return session;
}

/** A page that saves a card and takes no money; its setup intent is made with it. */
function openSetup(sandbox: Sandbox, fields: Field): Stripe.Checkout.Session {
  for (const name of ["line_items", "payment_intent_data", "submit_type"]) {
    if (!fields.get(name).present) continue;
    throw invalid(name, `You can not pass \`${name}\` in \`setup\` mode.`);
  }
  const methods = methodsOf(fields, null, true);
  const order = orderOf(sandbox, fields);
  const data = fields.get("setup_intent_data").allow("description", "metadata");
  const setup = newSetup(sandbox, {
    customer: order.customer,
    description: data.get("description").text(),
    metadata: data.get("metadata").metadata(),
    methodTypes: methods.types,
    usage: "off_session",
  });
  emit(sandbox, "setup_intent.created", setup);
  return newSession(sandbox, {
    ...order,
    mode: "setup",
    amount: null,
    currency: fields.get("currency").text(),
    setupIntent: setup.id,
    methods,
    adaptivePricing: false,
  });
}

/** What sessions of both modes are told. */
function orderOf(
  sandbox: Sandbox,
  fields: Field,
): Omit<
  SessionOrder,
  "mode" | "amount" | "currency" | "setupIntent" | "methods" | "adaptivePricing"
> {
  return {
    customer: customerOf(sandbox, fields),
    customerCreation:
      fields.get("customer_creation").oneOf(["always", "if_required"]) ?? "if_required",
    customerEmail: fields.get("customer_email").text(),
    successUrl: address(fields.get("success_url").required()) as string,
    cancelUrl: address(fields.get("cancel_url")),
    clientReferenceId: fields.get("client_reference_id").text(),
    expiresAt: expiryOf(sandbox, fields.get("expires_at")),
    locale: fields.get("locale").oneOf(locales),
    metadata: fields.get("metadata").metadata(),
    submitType: fields.get("submit_type").oneOf(["auto", "book", "donate", "pay", "subscribe"]),
  };
}

const locales = [
  ..."auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv".split(" "),
  ..."ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(" "),
] as Stripe.Checkout.Session.Locale[];

function linesOf(sandbox: Sandbox, field: Field): Stripe.LineItem[] {
  return field.items().map((item) => {
    item.allow("price", "price_data", "quantity");
    const data = item.get("price_data");
    const price = data.present
      ? newPrice(sandbox, data.allow("currency", "unit_amount", "product", "product_data"))
      : readPriceOf(sandbox, item.get("price").required());
    const quantity = item.get("quantity").required().integer() as number;
    const total = (price.unit_amount ?? 0) * quantity;
    const product = sandbox.memory.products[String(price.product)];
    return {
      id: newId("li_"),
      object: "item",
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: total,
      amount_tax: 0,
      amount_total: total,
      currency: price.currency,
      description: product?.name ?? null,
      metadata: {},
      price,
      quantity,
    };
  });
}

const readPriceOf = (sandbox: Sandbox, field: Field): Stripe.Price =>
  readOne(sandbox.memory.prices, field.text() as string, "price", field.name);

/** 30 minutes to 24 hours after creation. */
function expiryOf(sandbox: Sandbox, field: Field): number {
  const now = seconds(sandbox);
  const at = field.integer() ?? now + 86_400;
  if (at < now + 1800 || at > now + 86_400) {
    const message =
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation " +
      "and less than 24 hours from Checkout Session creation.";
    throw invalid("expires_at", message);
  }
  return at;
}

/** An absolute address; localhost may be http in test mode. */
function address(field: Field): string | null {
  const text = field.text();
  if (text === null) return null;
  if (!/^https?:\/\/[^\s/]/.test(text)) throw invalid(field.name, "Not a valid URL", "url_invalid");
  return text;
}

/**
 * The allowed types that the currency has and, when the method is to be saved, that can be used
 * again; the list is a filter, not a demand.
 */
function methodsOf(
  fields: Field,
  currency: string | null,
  saved: boolean,
): { allowed: string[] | null; types: string[] } {
  const options = fields.get("payment_method_options").allow("card", "wechat_pay", "alipay");
  options.get("wechat_pay").get("client").oneOf(["web"]);
  for (const wallet of ["wechat_pay", "alipay"]) {
    options.get(wallet).get("setup_future_usage").oneOf(["none"]);
  }
  const asked = fields.get("allowed_payment_method_types").texts();
  const allowed = asked.length > 0 ? asked : null;
  const types = (allowed ?? ["card"]).filter(
    (type) => type === "card" || (!saved && currency !== null && canPay(type, currency)),
  );
  if (types.length > 0) return { allowed, types };
  const message = saved
    ? `The payment method types ${asked.join(", ")} can be used once only and cannot be saved.`
    : `No valid payment method types for this Checkout Session in ${currency}.`;
  throw invalid("allowed_payment_method_types", message);
}

function intentDataOf(field: Field): Sandbox["memory"]["intentData"][string] {
  field.allow("description", "metadata", "statement_descriptor_suffix", "setup_future_usage");
  return {
    description: field.get("description").text(),
    metadata: field.get("metadata").metadata(),
    statementDescriptorSuffix: field.get("statement_descriptor_suffix").text(),
    setupFutureUsage: field.get("setup_future_usage").oneOf(["off_session", "on_session"]),
  };
}
