import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { attachMethod, detachMethod } from "../methods/attach.ts";
import { missing } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { customerOf } from "./customer-of.ts";
import { methodOf } from "./method-for.ts";

export const attachCall: Handler = (sandbox, { id, fields }) => {
  fields.allow("customer", "expand");
  fields.get("customer").required();
  const method = methodOf(sandbox, id);
  attachMethod(sandbox, method, String(customerOf(sandbox, fields)));
  return method;
};

export const detachCall: Handler = (sandbox, { id, fields }) => {
  fields.allow("expand");
  const method = readOne(sandbox.memory.methods, id, "PaymentMethod", "payment_method");
  detachMethod(sandbox, method);
  return method;
};

/** The expiry, the name and e-mail, and metadata may change; nothing else. */
export const updateMethod: Handler = (sandbox, { id, fields }) => {
  fields.allow("billing_details", "card", "metadata", "expand");
  const method = readOne(sandbox.memory.methods, id, "PaymentMethod", "payment_method");
  const card = fields.get("card").allow("exp_month", "exp_year");
  const details = fields.get("billing_details").allow("name", "email", "phone", "address");
  const { card: before, billing_details: person } = structuredClone(method);
  if (method.card) {
    method.card.exp_month = card.get("exp_month").integer() ?? method.card.exp_month;
    method.card.exp_year = card.get("exp_year").integer() ?? method.card.exp_year;
  }
  method.billing_details.name = details.get("name").text() ?? person.name;
  method.billing_details.email = details.get("email").text() ?? person.email;
  method.metadata = { ...method.metadata, ...fields.get("metadata").metadata() };
  emit(sandbox, "payment_method.updated", method, { card: before, billing_details: person });
  return method;
};

export const listMethods: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "customer", "type");
  const type = fields.get("type").text();
  const customer = customerOf(sandbox, fields);
  return savedOf(sandbox, "/v1/payment_methods", fields, customer, type);
};

export const listMethodsOfCustomer: Handler = (sandbox, { id, fields }) => {
  fields.allow(...listFields, "type");
  const customer = readOne(sandbox.memory.customers, id, "customer", "customer").id;
  const type = fields.get("type").text();
  return savedOf(sandbox, `/v1/customers/${id}/payment_methods`, fields, customer, type);
};

export const readMethodOfCustomer: Handler = (sandbox, { id, inner }) => {
  const method = sandbox.memory.methods[inner];
  if (method?.customer !== id) throw missing("PaymentMethod", inner, "payment_method");
  return method;
};

/** Without a customer Stripe lists none: it never shows payment methods that nobody saved. */
const savedOf = (
  sandbox: Sandbox,
  url: string,
  fields: Parameters<typeof listPage>[1],
  customer: string | null,
  type: string | null,
): object =>
  listPage(
    sandbox.memory.methods,
    fields,
    url,
    (one) =>
      one.customer !== null && one.customer === customer && (type === null || one.type === type),
  );
