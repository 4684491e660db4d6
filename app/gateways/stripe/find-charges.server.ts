import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentState } from "#app/services/payments/payment-state.ts";
import type { ChargeSearch } from "#app/services/payments/provider-saved.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { attemptField, stateOfIntent } from "./read-state.server.ts";

/** A minute for clocks that differ. */
const slackSeconds = 60;

/** Reads the customer's intents of the window: few, for one person pays a few times a day. */
export async function findCharges(
  { stripe }: Connection,
  search: ChargeSearch,
): Promise<Outcome<readonly PaymentState[]>> {
  const created = {
    gte: Math.floor(search.from / 1000) - slackSeconds,
    lte: Math.ceil(search.to / 1000) + slackSeconds,
  };
  const found: PaymentState[] = [];
  const { customer, attemptId } = search;
  const answer = await ask(() =>
    stripe.paymentIntents.list({ customer, created, limit: 100, expand: ["data.latest_charge"] }),
  );
  if (answer.kind !== "ok") return answer;
  const { data, has_more: hasMore } = answer.value;
  if (!Array.isArray(data) || hasMore) return mismatch("not the whole list of a customer");
  for (const intent of data) {
    if (intent.metadata?.[attemptField] !== attemptId) continue;
    const state = stateOfIntent(intent);
    if (state.kind !== "ok") return state;
    found.push(state.value);
  }
  return { kind: "ok", value: found };
}
