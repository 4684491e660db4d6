import type { Stripe } from "stripe";
import { newCustomer } from "../objects/new-customer.ts";
import { newCardMethod } from "../objects/new-method.ts";
import type { CardEntry } from "../payments/submit.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { confirmSetup } from "./confirm-setup.ts";

/** The payer sends the card form of an open session that saves a card. */
export const submitSetupCard = (
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  entry: CardEntry,
): Stripe.SetupIntent => submitSetup(sandbox, session, newCardMethod(sandbox, entry));

/** The payer submits, whatever with; a customer is made when the session is to make one. */
export function submitSetup(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod,
): Stripe.SetupIntent {
  const setup = sandbox.memory.setups[String(session.setup_intent)];
  if (!setup) throw invalid("session", "This session saves no card.");
  if (session.customer === null && session.customer_creation === "always") {
    const { email, name } = method.billing_details;
    session.customer = newCustomer(sandbox, { email, name }).id;
    setup.customer = session.customer;
  }
  confirmSetup(sandbox, setup, method, session.success_url);
  return setup;
}
