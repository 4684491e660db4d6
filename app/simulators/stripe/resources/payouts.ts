import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { createdWithin } from "../api/within.ts";
import { payOutByHand } from "../payouts/pay-out.ts";
import { availableIn } from "../payouts/ripen.ts";
import { invalid } from "../refusal.ts";

export const createPayout: Handler = (sandbox, { fields }) => {
  fields.allow("amount", "currency", "description", "metadata", "expand");
  const amount = fields.get("amount").required().integer() as number;
  const currency = (fields.get("currency").required().text() as string).toLowerCase();
  if (amount < 1) {
    const message = "This value must be greater than or equal to 1.";
    throw invalid("amount", message, "parameter_invalid_integer");
  }
  if (amount > availableIn(sandbox, currency)) {
    const message = "You have insufficient funds in your Stripe account for this payout.";
    throw invalid(undefined, message, "balance_insufficient");
  }
  return payOutByHand(sandbox, amount, currency, fields.get("metadata").metadata());
};

export const readPayout: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.payouts, id, "payout");

export const listPayouts: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "status", "arrival_date");
  const status = fields.get("status").text();
  const arrives = createdWithin(fields.get("arrival_date"));
  return listPage(
    sandbox.memory.payouts,
    fields,
    "/v1/payouts",
    (one) => (status === null || one.status === status) && arrives(one.arrival_date),
  );
};
