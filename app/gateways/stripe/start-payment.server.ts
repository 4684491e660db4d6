import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentOrder, StartedPayment } from "#app/services/payments/provider.ts";
import { toStripeAmount } from "./amount.server.ts";
import { ask, chain, mismatch, refused } from "./ask.server.ts";
import { capabilitiesOf } from "./capabilities.server.ts";
import { checkoutLocale } from "./checkout-locale.server.ts";
import type { Connection } from "./connection.server.ts";
import { attemptField } from "./read-state.server.ts";

/** Opens a checkout session of Stripe's own page. */
export async function startPayment(
  connection: Connection,
  order: PaymentOrder,
): Promise<Outcome<StartedPayment>> {
  const unfit = refusalOf(order);
  if (unfit) return unfit;
  const answer = await ask(() =>
    connection.stripe.checkout.sessions.create(paramsOf(order), {
      idempotencyKey: order.idempotencyKey,
    }),
  );
  return chain(answer, (session) => startedBy(connection, order, session));
}

/** What Stripe would refuse, or worse, take for something else, is not sent at all. */
function refusalOf(order: PaymentOrder): Outcome<never> | null {
  const can = capabilitiesOf(order.currency);
  const { amountMinor: amount } = order;
  if (amount > can.maxAmountMinor) return refused("amount-too-large", String(amount));
  if (amount <= 0n) return refused("amount-too-small", String(amount));
  if (amount % can.stepMinor !== 0n) return refused("amount-not-chargeable", String(amount));
  if (methodsOf(order).length === 0) return refused("method-not-supported", order.methods.join());
  return null;
}

const methodsOf = (order: PaymentOrder): PaymentOrder["methods"] => {
  const able = capabilitiesOf(order.currency).methods;
  return order.methods.filter((method) => able.includes(method));
};

function paramsOf(order: PaymentOrder): Stripe.Checkout.SessionCreateParams {
  const methods = methodsOf(order);
  const metadata = { [attemptField]: order.attemptId };
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: order.currency.toLowerCase(),
          unit_amount: toStripeAmount(order.amountMinor, order.currency),
          product_data: { name: order.description },
        },
      },
    ],
    allowed_payment_method_types: [...methods],
    ...(methods.includes("wechat_pay")
      ? { payment_method_options: { wechat_pay: { client: "web" } } }
      : {}),
    // The payer pays in the debt's currency, or the money would not match the attempt.
    adaptive_pricing: { enabled: false },
    client_reference_id: order.attemptId,
    metadata,
    payment_intent_data: { description: order.description, metadata },
    locale: checkoutLocale(order.locale),
    submit_type: "pay",
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
    expires_at: Math.floor(order.expiresAt / 1000),
  };
}

/** JSON without an error resolves whatever its status: everything is compared. */
function startedBy(
  connection: Connection,
  order: PaymentOrder,
  session: Stripe.Checkout.Session,
): Outcome<StartedPayment> {
  const right =
    session.object === "checkout.session" &&
    session.id?.startsWith("cs_") &&
    session.amount_total === toStripeAmount(order.amountMinor, order.currency) &&
    session.currency === order.currency.toLowerCase() &&
    session.livemode === connection.livemode &&
    session.metadata?.[attemptField] === order.attemptId;
  if (!right) return mismatch(`not the session that was asked for: ${String(session.id)}`);
  if (!session.url) return mismatch(`session ${session.id} has no page`);
  const expiresAt = session.expires_at * 1000;
  return { kind: "ok", value: { reference: session.id, redirectUrl: session.url, expiresAt } };
}
