import type { Stripe } from "stripe";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

/** Ends every open session whose time is over. */
export function expireDue(sandbox: Sandbox): void {
  const now = seconds(sandbox);
  for (const session of Object.values(sandbox.memory.sessions)) {
    if (session.status === "open" && session.expires_at <= now) expireSession(sandbox, session);
  }
}

/** Closes an open session's page for good; its intent is cancelled with it. */
export function expireSession(sandbox: Sandbox, session: Stripe.Checkout.Session): void {
  session.status = "expired";
  session.url = null;
  const intent = sandbox.memory.intents[String(session.payment_intent)];
  if (intent && intent.status !== "succeeded" && intent.status !== "processing") {
    intent.status = "canceled";
    intent.canceled_at = seconds(sandbox);
    intent.cancellation_reason = "expired";
    intent.next_action = null;
    emit(sandbox, "payment_intent.canceled", intent);
  }
  const setup = sandbox.memory.setups[String(session.setup_intent)];
  if (setup && setup.status !== "succeeded") {
    setup.status = "canceled";
    setup.cancellation_reason = "abandoned";
    setup.next_action = null;
    emit(sandbox, "setup_intent.canceled", setup);
  }
  emit(sandbox, "checkout.session.expired", session);
}
