import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentState } from "#app/services/payments/payment-state.ts";
import type { AttemptSearch } from "#app/services/payments/provider.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { attemptField, sessionExpansion, stateOfSession } from "./read-state.server.ts";

/** A minute for clocks that differ. */
const slackSeconds = 60;
/** 10,000 sessions: more in one window is not read to the end. */
const mostPages = 100;

/** Reads the sessions of the window: Stripe cannot search them by metadata. */
export async function findByAttempt(
  connection: Connection,
  search: AttemptSearch,
): Promise<Outcome<readonly PaymentState[]>> {
  const created = {
    gte: Math.floor(search.from / 1000) - slackSeconds,
    lte: Math.ceil(search.to / 1000) + slackSeconds,
  };
  const found: PaymentState[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ask(() => readPage(connection, created, after));
    if (answer.kind !== "ok") return answer;
    const { data, has_more: hasMore } = answer.value;
    if (!Array.isArray(data)) return mismatch("not a list of sessions");
    for (const session of data) {
      if (session.metadata?.[attemptField] !== search.attemptId) continue;
      const state = stateOfSession(session);
      if (state.kind !== "ok") return state;
      found.push(state.value);
    }
    after = data.at(-1)?.id;
    if (!hasMore || after === undefined) return { kind: "ok", value: found };
  }
  return mismatch(`more than ${mostPages} pages of sessions in this time`);
}

const readPage = (
  connection: Connection,
  created: Stripe.RangeQueryParam,
  after: string | undefined,
): Promise<Stripe.ApiList<Stripe.Checkout.Session>> =>
  connection.stripe.checkout.sessions.list({
    created,
    limit: 100,
    expand: sessionExpansion.map((path) => `data.${path}`),
    ...(after ? { starting_after: after } : {}),
  });
