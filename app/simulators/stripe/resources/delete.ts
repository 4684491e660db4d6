import type { Stripe } from "stripe";
import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { detachMethod } from "../methods/attach.ts";
import { invalid } from "../refusal.ts";
import { emit } from "../webhooks/emit.ts";

/** The customer goes, and what was saved for it. */
export const deleteCustomer: Handler = (sandbox, { id }): Stripe.DeletedCustomer => {
  const customer = readOne(sandbox.memory.customers, id, "customer");
  for (const method of Object.values(sandbox.memory.methods)) {
    if (method.customer === id) detachMethod(sandbox, method);
  }
  delete sandbox.memory.customers[id];
  emit(sandbox, "customer.deleted", customer);
  return { id, object: "customer", deleted: true };
};

/** Only without prices. */
export const deleteProduct: Handler = (sandbox, { id }): Stripe.DeletedProduct => {
  const product = readOne(sandbox.memory.products, id, "product");
  if (Object.values(sandbox.memory.prices).some((one) => one.product === id)) {
    throw invalid("id", "This product cannot be deleted because it has one or more prices.");
  }
  delete sandbox.memory.products[id];
  emit(sandbox, "product.deleted", product);
  return { id, object: "product", deleted: true };
};

export const deleteEndpoint: Handler = (sandbox, { id }): Stripe.DeletedWebhookEndpoint => {
  readOne(sandbox.memory.endpoints, id, "webhook endpoint");
  delete sandbox.memory.endpoints[id];
  delete sandbox.memory.secrets[id];
  return { id, object: "webhook_endpoint", deleted: true };
};
