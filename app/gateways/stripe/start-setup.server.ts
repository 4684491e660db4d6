import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { SetupOrder, StartedSetup } from "#app/services/payments/provider-saved.ts";
import { ask, chain, mismatch, refused } from "./ask.server.ts";
import { capabilitiesOf } from "./capabilities.server.ts";
import { checkoutLocale } from "./checkout-locale.server.ts";
import type { Connection } from "./connection.server.ts";

/** Metadata that every setup session and setup intent of ours carries. */
export const setupField = "evenkeel_setup";

/** Opens a checkout session that saves a card and takes no money. */
export async function startSetup(
  connection: Connection,
  order: SetupOrder,
): Promise<Outcome<StartedSetup>> {
  const able = capabilitiesOf(order.currency).reusableMethods;
  const methods = order.methods.filter((method) => able.includes(method));
  if (methods.length === 0) return refused("method-not-supported", order.methods.join());
  const answer = await ask(() =>
    connection.stripe.checkout.sessions.create(paramsOf(order, methods), {
      idempotencyKey: order.idempotencyKey,
    }),
  );
  return chain(answer, (session) => startedBy(connection, order, session));
}

function paramsOf(
  order: SetupOrder,
  methods: SetupOrder["methods"],
): Stripe.Checkout.SessionCreateParams {
  const metadata = { [setupField]: order.setupId };
  return {
    mode: "setup",
    ui_mode: "hosted_page",
    customer: order.customer,
    currency: order.currency.toLowerCase(),
    allowed_payment_method_types: [...methods],
    client_reference_id: order.setupId,
    metadata,
    setup_intent_data: { metadata },
    locale: checkoutLocale(order.locale),
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
    expires_at: Math.floor(order.expiresAt / 1000),
  };
}

function startedBy(
  { livemode }: Connection,
  order: SetupOrder,
  session: Stripe.Checkout.Session,
): Outcome<StartedSetup> {
  const right =
    session.object === "checkout.session" &&
    session.id?.startsWith("cs_") &&
    session.mode === "setup" &&
    session.livemode === livemode &&
    session.metadata?.[setupField] === order.setupId;
  if (!right) return mismatch(`not the session that was asked for: ${String(session.id)}`);
  if (!session.url) return mismatch(`session ${session.id} has no page`);
  const expiresAt = session.expires_at * 1000;
  return { kind: "ok", value: { reference: session.id, redirectUrl: session.url, expiresAt } };
}
