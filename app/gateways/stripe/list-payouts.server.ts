import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type {
  PayoutPage,
  PayoutsAsked,
  ProviderPayout,
} from "#app/services/payments/provider-books.ts";
import { currencyOf, fromStripeAmount } from "./amount.server.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";

/** One page of what Stripe paid out to the bank. */
export async function listPayouts(
  connection: Connection,
  { since, cursor }: PayoutsAsked,
): Promise<Outcome<PayoutPage>> {
  const answer = await ask(async () =>
    connection.stripe.payouts.list({
      created: { gte: Math.floor(since / 1000) },
      limit: 100,
      ...(cursor === null ? {} : { starting_after: cursor }),
    }),
  );
  if (answer.kind !== "ok") return answer;
  const { data, has_more: hasMore } = answer.value;
  if (!Array.isArray(data)) return mismatch("not a list of payouts");
  const payouts = data.map(readPayout).filter((payout) => payout !== null);
  if (payouts.length !== data.length) return mismatch("a list of something else than payouts");
  return { kind: "ok", value: { payouts, next: hasMore ? (payouts.at(-1)?.id ?? null) : null } };
}

function readPayout(payout: Stripe.Payout): ProviderPayout | null {
  if (payout.object !== "payout") return null;
  const currency = currencyOf(payout.currency);
  const amountMinor = fromStripeAmount(payout.amount, currency);
  if (amountMinor === null) return null;
  return {
    id: payout.id,
    amountMinor,
    currency,
    status: statusOf(payout.status),
    automatic: payout.automatic,
    createdAt: payout.created * 1000,
  };
}

function statusOf(status: string): ProviderPayout["status"] {
  if (status === "paid") return "paid";
  return status === "failed" || status === "canceled" ? "failed" : "pending";
}
