import type { Stripe } from "stripe";
import { detailsOf } from "../payments/complete-session.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

/** The session whose page a setup intent belongs to, if any. */
export const sessionOfSetup = (
  sandbox: Sandbox,
  setup: Stripe.SetupIntent,
): Stripe.Checkout.Session | null =>
  Object.values(sandbox.memory.sessions).find((one) => one.setup_intent === setup.id) ?? null;

/** The card is saved: the page closes. */
export function completeSetupSession(sandbox: Sandbox, setup: Stripe.SetupIntent): void {
  const session = sessionOfSetup(sandbox, setup);
  if (session?.status !== "open") return;
  session.status = "complete";
  session.url = null;
  const method = sandbox.memory.methods[String(setup.payment_method)];
  session.customer_details = detailsOf(session, method);
  emit(sandbox, "checkout.session.completed", session);
}
