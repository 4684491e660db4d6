import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { invalid } from "../refusal.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { newProduct } from "./products.ts";

const known = ["currency", "unit_amount", "product", "product_data", "metadata", "nickname"];

export const createPrice: Handler = (sandbox, { fields }) => {
  const price = newPrice(sandbox, fields.allow(...known, "expand"));
  emit(sandbox, "price.created", price);
  return price;
};

/** From the parameters of `prices` or of `line_items[][price_data]`. */
export function newPrice(sandbox: Sandbox, fields: Field): Stripe.Price {
  const amount = fields.get("unit_amount").required().integer() as number;
  if (amount < 0) {
    throw invalid(
      fields.get("unit_amount").name,
      "This value must be greater than or equal to 0.",
      "parameter_invalid_integer",
    );
  }
  const price: Stripe.Price = {
    id: newId("price_"),
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: seconds(sandbox),
    currency: (fields.get("currency").required().text() as string).toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: fields.get("metadata").metadata(),
    nickname: fields.get("nickname").text(),
    product: productOf(sandbox, fields),
    recurring: null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: amount,
    // On the wire a decimal is a string; the SDK makes its Decimal of it.
    unit_amount_decimal: String(amount) as unknown as Stripe.Decimal,
  };
  sandbox.memory.prices[price.id] = price;
  return price;
}

function productOf(sandbox: Sandbox, fields: Field): string {
  const data = fields.get("product_data");
  if (data.present) {
    return newProduct(sandbox, data.allow("name", "description", "metadata", "images")).id;
  }
  const id = fields.get("product").required();
  return readOne(sandbox.memory.products, id.text() as string, "product", id.name).id;
}

export const readPrice: Handler = (sandbox, { id }) => readOne(sandbox.memory.prices, id, "price");
