import type { Stripe } from "stripe";
import type { Call, Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { submitMethod } from "../payments/submit.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { submitSetup } from "../setups/submit-setup.ts";
import { methodOf } from "./method-for.ts";

/**
 * The address behind Stripe's own page. It is not documented; Stripe's CLI uses it to complete a
 * session without a browser.
 */
export const readPage: Handler = (sandbox, call) => pageOf(sessionOf(sandbox, call));

export const confirmPage: Handler = (sandbox, call) => {
  const session = sessionOf(sandbox, call);
  if (session.status !== "open") throw invalid(undefined, `This session is ${session.status}.`);
  const id = call.fields.get("payment_method").required().text() as string;
  const method = methodOf(sandbox, id);
  if (session.mode === "setup") submitSetup(sandbox, session, method);
  else submitMethod(sandbox, session, method);
  return pageOf(session);
};

const sessionOf = (sandbox: Sandbox, { id }: Call): Stripe.Checkout.Session =>
  readOne(sandbox.memory.sessions, id, "payment_page");

const pageOf = (session: Stripe.Checkout.Session): object => ({
  id: session.id,
  object: "payment_page",
  amount_total: session.amount_total,
  currency: session.currency,
  livemode: false,
  session_id: session.id,
  status: session.status,
});
