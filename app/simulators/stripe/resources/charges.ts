import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";

export const readCharge: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.charges, id, "charge");

export const listCharges: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "payment_intent", "customer");
  const intent = fields.get("payment_intent").text();
  return listPage(
    sandbox.memory.charges,
    fields,
    "/v1/charges",
    (one) => intent === null || one.payment_intent === intent,
  );
};
