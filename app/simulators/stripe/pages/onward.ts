import type { Stripe } from "stripe";
import type { View } from "./layout.ts";

/** Where a payer who is done goes. */
export const onwardAddress = (session: Stripe.Checkout.Session): string =>
  (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id);

/** The page of a session, in the language being read. */
export const payUrl = (session: Stripe.Checkout.Session, view: View): string =>
  `/c/pay/${session.id}?lang=${view.language}`;

/** The shop's own addresses: done, and not done. */
export const returnAddresses = (session: Stripe.Checkout.Session | null): (string | null)[] =>
  session ? [session.success_url, session.cancel_url] : [];
