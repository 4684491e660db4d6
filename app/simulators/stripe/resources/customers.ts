import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { newCustomer } from "../objects/new-customer.ts";

export const createCustomer: Handler = (sandbox, { fields }) => {
  const known = ["email", "name", "description", "metadata", "phone", "preferred_locales"];
  fields.allow(...known, "expand");
  return newCustomer(sandbox, {
    email: fields.get("email").text(),
    name: fields.get("name").text(),
    description: fields.get("description").text(),
    metadata: fields.get("metadata").metadata(),
    phone: fields.get("phone").text(),
    locales: fields.get("preferred_locales").texts(),
  });
};

export const readCustomer: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.customers, id, "customer");

export const listCustomers: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "email");
  const email = fields.get("email").text();
  return listPage(
    sandbox.memory.customers,
    fields,
    "/v1/customers",
    (one) => email === null || one.email === email,
  );
};
