import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";

export const readTransaction: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.transactions, id, "balance transaction");

export const listTransactions: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "type", "source", "currency", "payout");
  const type = fields.get("type").text();
  const source = fields.get("source").text();
  const url = "/v1/balance_transactions";
  return listPage(
    sandbox.memory.transactions,
    fields,
    url,
    (one) => (type === null || one.type === type) && (source === null || one.source === source),
  );
};
