import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { ripen } from "../payouts/ripen.ts";
import { invalid } from "../refusal.ts";

export const readTransaction: Handler = (sandbox, { id }) => {
  ripen(sandbox);
  return readOne(sandbox.memory.transactions, id, "balance transaction");
};

/** Those of a payout include the payout's own. */
export const listTransactions: Handler = (sandbox, { fields }) => {
  ripen(sandbox);
  fields.allow(...listFields, "type", "source", "currency", "payout");
  const wanted = (name: string, actual: unknown): boolean => {
    const text = fields.get(name).text();
    return text === null || text === actual;
  };
  const payout = fields.get("payout").text();
  if (payout !== null && !readOne(sandbox.memory.payouts, payout, "payout", "payout").automatic) {
    const message =
      "Balance transaction history can only be filtered on automatic payouts, not manual.";
    throw invalid("payout", message);
  }
  return listPage(
    sandbox.memory.transactions,
    fields,
    "/v1/balance_transactions",
    (one) =>
      wanted("type", one.type) &&
      wanted("source", one.source) &&
      wanted("currency", one.currency) &&
      wanted("payout", sandbox.memory.payoutOf[one.id]),
  );
};
