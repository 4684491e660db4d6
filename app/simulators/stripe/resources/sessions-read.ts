import { lineItemsOf } from "../api/expand.ts";
import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { expireSession } from "../payments/expire.ts";
import { invalid } from "../refusal.ts";

export const readSession: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.sessions, id, "checkout.session");

export const listSessions: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "payment_intent", "customer", "status");
  const intent = fields.get("payment_intent").text();
  const status = fields.get("status").text();
  return listPage(
    sandbox.memory.sessions,
    fields,
    "/v1/checkout/sessions",
    (one) =>
      (intent === null || one.payment_intent === intent) &&
      (status === null || one.status === status),
  );
};

export const listLineItems: Handler = (sandbox, { id }) =>
  lineItemsOf(sandbox, readOne(sandbox.memory.sessions, id, "checkout.session").id);

export const expireSessionCall: Handler = (sandbox, { id, fields }) => {
  fields.allow("expand");
  const session = readOne(sandbox.memory.sessions, id, "checkout.session");
  if (session.status !== "open") {
    throw invalid(
      undefined,
      `Only Checkout Sessions with a status in ["open"] can be expired. ` +
        `This Checkout Session has a status of ${session.status}.`,
    );
  }
  expireSession(sandbox, session);
  return session;
};
