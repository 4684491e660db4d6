import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export interface CustomerOrder {
  email: string | null;
  name: string | null;
  description?: string | null;
  metadata?: Record<string, string>;
  phone?: string | null;
  locales?: string[];
}

export function newCustomer(sandbox: Sandbox, order: CustomerOrder): Stripe.Customer {
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
    description: order.description ?? null,
    discount: null,
    email: order.email,
    invoice_prefix: newId("", 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: order.metadata ?? {},
    name: order.name,
    next_invoice_sequence: 1,
    phone: order.phone ?? null,
    preferred_locales: order.locales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  sandbox.memory.customers[customer.id] = customer;
  emit(sandbox, "customer.created", customer);
  return customer;
}
