import type { Stripe } from "stripe";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

/** The session that an intent pays, if any. */
export function sessionOf(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
): Stripe.Checkout.Session | null {
  const sessions = Object.values(sandbox.memory.sessions);
  return sessions.find((one) => one.payment_intent === intent.id) ?? null;
}

/** The payer is done: the page closes, paid or with the money on its way. */
export function completeSession(sandbox: Sandbox, intent: Stripe.PaymentIntent): void {
  const session = sessionOf(sandbox, intent);
  if (session?.status !== "open") return;
  const method = sandbox.memory.methods[String(intent.payment_method)];
  session.status = "complete";
  session.payment_status = intent.status === "succeeded" ? "paid" : "unpaid";
  session.url = null;
  session.customer_details = detailsOf(session, method);
  emit(sandbox, "checkout.session.completed", session);
}

/** Who the payer said to be on the page. */
export function detailsOf(
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod | undefined,
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: method?.billing_details.address ?? null,
    business_name: null,
    email: session.customer_email ?? method?.billing_details.email ?? null,
    individual_name: null,
    name: method?.billing_details.name ?? null,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
}

/** The money that was on its way has come, or never will. */
export function settleSession(sandbox: Sandbox, intent: Stripe.PaymentIntent): void {
  const session = sessionOf(sandbox, intent);
  if (!session) return;
  const paid = intent.status === "succeeded";
  session.payment_status = paid ? "paid" : "unpaid";
  const outcome = paid ? "succeeded" : "failed";
  emit(sandbox, `checkout.session.async_payment_${outcome}`, session);
}
