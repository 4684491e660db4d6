import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export const createProduct: Handler = (sandbox, { fields }) => {
  const product = newProduct(sandbox, fields.allow("name", "description", "metadata", "expand"));
  emit(sandbox, "product.created", product);
  return product;
};

/** From the parameters of `products` or of `price_data[product_data]`. */
export function newProduct(sandbox: Sandbox, fields: Field): Stripe.Product {
  const product: Stripe.Product = {
    id: newId("prod_", 14),
    object: "product",
    active: true,
    created: seconds(sandbox),
    default_price: null,
    description: fields.get("description").text(),
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: fields.get("metadata").metadata(),
    name: fields.get("name").required().text() as string,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: seconds(sandbox),
    url: null,
  };
  sandbox.memory.products[product.id] = product;
  return product;
}

export const readProduct: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.products, id, "product");
