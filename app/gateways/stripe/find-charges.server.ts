import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentState } from "#app/services/payments/payment-state.ts";
import type { ChargeSearch } from "#app/services/payments/provider-saved.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { attemptField, stateOfIntent } from "./read-state.server.ts";

/** A minute for clocks that differ. */
const slackSeconds = 60;
/** 10,000 intents: more in one window is not read to the end. */
const mostPages = 100;

/** Reads the intents of the window: Stripe cannot search them by metadata. */
export async function findCharges(
  connection: Connection,
  search: ChargeSearch,
): Promise<Outcome<readonly PaymentState[]>> {
  const found: PaymentState[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ask(() => readPage(connection, search, after));
    if (answer.kind !== "ok") return answer;
    const { data, has_more: hasMore } = answer.value;
    if (!Array.isArray(data)) return mismatch("not a list of intents");
    for (const intent of data) {
      if (intent.metadata?.[attemptField] !== search.attemptId) continue;
      const state = stateOfIntent(intent);
      if (state.kind !== "ok") return state;
      found.push(state.value);
    }
    after = data.at(-1)?.id;
    if (!hasMore || after === undefined) return { kind: "ok", value: found };
  }
  return mismatch(`more than ${mostPages} pages of intents in this time`);
}

function readPage(
  { stripe }: Connection,
  { customer, from, to }: ChargeSearch,
  after: string | undefined,
): Promise<Stripe.ApiList<Stripe.PaymentIntent>> {
  const created = {
    gte: Math.floor(from / 1000) - slackSeconds,
    lte: Math.ceil(to / 1000) + slackSeconds,
  };
  return stripe.paymentIntents.list({
    created,
    limit: 100,
    expand: ["data.latest_charge"],
    ...(customer === null ? {} : { customer }),
    ...(after === undefined ? {} : { starting_after: after }),
  });
}
