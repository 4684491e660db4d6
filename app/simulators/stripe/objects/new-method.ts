import { createHash } from "node:crypto";
import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import type { TestCard } from "../memory.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

export interface CardDetails {
  card: TestCard;
  expMonth: number;
  expYear: number;
  email: string | null;
  name: string | null;
}

/** A card payment method, remembered with how its card behaves. */
export function newCardMethod(sandbox: Sandbox, details: CardDetails): Stripe.PaymentMethod {
  const { card } = details;
  const method: Stripe.PaymentMethod = {
    ...newMethod(sandbox, "card", details.email, details.name),
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: card.country,
      display_brand: card.brand,
      exp_month: details.expMonth,
      exp_year: details.expYear,
      fingerprint: createHash("sha256").update(card.number).digest("hex").slice(0, 16),
      funding: card.funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  };
  sandbox.memory.methods[method.id] = method;
  sandbox.memory.cards[method.id] = card;
  return method;
}

/** An Alipay or WeChat Pay payment method. */
export function newWalletMethod(
  sandbox: Sandbox,
  type: "alipay" | "wechat_pay",
): Stripe.PaymentMethod {
  const method = { ...newMethod(sandbox, type, null, null), [type]: {} };
  sandbox.memory.methods[method.id] = method;
  return method;
}

function newMethod(
  sandbox: Sandbox,
  type: "card" | "alipay" | "wechat_pay",
  email: string | null,
  name: string | null,
): Stripe.PaymentMethod {
  return {
    id: newId("pm_"),
    object: "payment_method",
    allow_redisplay: "limited",
    billing_details: { address: noAddress(), email, name, phone: null, tax_id: null },
    created: seconds(sandbox),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
  };
}

export const noAddress = (): Stripe.Address => ({
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
});
