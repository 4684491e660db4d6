import type { Stripe } from "stripe";
import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export const createCustomer: Handler = (sandbox, { fields }) => {
  const known = ["email", "name", "description", "metadata", "phone", "preferred_locales"];
  fields.allow(...known, "expand");
  const customer: Stripe.Customer = {
    id: newId("cus_", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: seconds(sandbox),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: fields.get("description").text(),
    discount: null,
    email: fields.get("email").text(),
    invoice_prefix: newId("", 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: fields.get("metadata").metadata(),
    name: fields.get("name").text(),
    next_invoice_sequence: 1,
    phone: fields.get("phone").text(),
    preferred_locales: fields.get("preferred_locales").texts(),
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  sandbox.memory.customers[customer.id] = customer;
  emit(sandbox, "customer.created", customer);
  return customer;
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
