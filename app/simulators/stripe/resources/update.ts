import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

type Described = { metadata: { [key: string]: string } | null };
type Updated = "customer.updated" | "product.updated" | "price.updated" | "payout.updated";

export const updateCustomer: Handler = (sandbox, { id, fields }) => {
  fields.allow("email", "name", "description", "phone", "metadata", "expand");
  const customer = readOne(sandbox.memory.customers, id, "customer");
  return update(sandbox, customer, fields, "customer.updated", [
    "email",
    "name",
    "description",
    "phone",
  ]);
};

export const updateProduct: Handler = (sandbox, { id, fields }) => {
  fields.allow("name", "description", "metadata", "expand");
  const product = readOne(sandbox.memory.products, id, "product");
  return update(sandbox, product, fields, "product.updated", ["name", "description"]);
};

export const updatePrice: Handler = (sandbox, { id, fields }) => {
  fields.allow("nickname", "metadata", "expand");
  const price = readOne(sandbox.memory.prices, id, "price");
  return update(sandbox, price, fields, "price.updated", ["nickname"]);
};

export const updatePayout: Handler = (sandbox, { id, fields }) => {
  fields.allow("metadata", "expand");
  return update(
    sandbox,
    readOne(sandbox.memory.payouts, id, "payout"),
    fields,
    "payout.updated",
    [],
  );
};

/** Texts that are named replace what was there; metadata is merged, as Stripe does. */
function update<T extends Described>(
  sandbox: Sandbox,
  object: T,
  fields: Field,
  event: Updated,
  names: readonly (keyof T & string)[],
): T {
  const given = names.filter((name) => fields.get(name).value !== undefined);
  const previous = Object.fromEntries(given.map((name) => [name, object[name]]));
  const { metadata } = object;
  for (const name of given) Object.assign(object, { [name]: fields.get(name).text() });
  if (fields.get("metadata").present) {
    object.metadata = { ...metadata, ...fields.get("metadata").metadata() };
    Object.assign(previous, { metadata });
  }
  emit(sandbox, event, object, previous);
  return object;
}
