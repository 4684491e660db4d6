import type { Stripe } from "stripe";
import type { Handler } from "../api/handler.ts";
import { ripen } from "../payouts/ripen.ts";

/** What is there and what is coming, by currency. */
export const readBalance: Handler = (sandbox, { fields }): Stripe.Balance => {
  fields.allow("expand");
  ripen(sandbox);
  const all = Object.values(sandbox.memory.transactions);
  const sums = (status: string): { amount: number; currency: string }[] =>
    [...new Set(all.map((one) => one.currency))].map((currency) => ({
      amount: all
        .filter((one) => one.currency === currency && one.status === status)
        .reduce((sum, one) => sum + one.net, 0),
      currency,
    }));
  return {
    object: "balance",
    available: sums("available"),
    livemode: false,
    pending: sums("pending"),
  };
};
