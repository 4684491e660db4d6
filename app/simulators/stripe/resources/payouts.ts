import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { createdWithin } from "../api/within.ts";

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
