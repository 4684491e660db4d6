import type { Outcome } from "#app/services/payments/outcome.ts";
import type { ChangePage, ChangesSince } from "#app/services/payments/provider.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { readEvent } from "./read-event.server.ts";

/** What can change a payment; Stripe takes at most 20 types. */
export const paymentEventTypes = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.succeeded",
  "charge.failed",
  "charge.refunded",
  "payment_method.detached",
  "payment_method.automatically_updated",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
];

/** One page of events since a time; Stripe keeps them for 30 days. */
export async function listChanges(
  connection: Connection,
  { since, cursor }: ChangesSince,
): Promise<Outcome<ChangePage>> {
  const answer = await ask(async () =>
    connection.stripe.events.list({
      created: { gte: Math.floor(since / 1000) },
      types: paymentEventTypes,
      limit: 100,
      ...(cursor === null ? {} : { starting_after: cursor }),
    }),
  );
  if (answer.kind !== "ok") return answer;
  const { data, has_more: hasMore } = answer.value;
  if (!Array.isArray(data)) return mismatch("not a list of events");
  const events = data.map(readEvent).filter((event) => event !== null);
  if (events.length !== data.length) return mismatch("a list of something else than events");
  const next = hasMore ? (events.at(-1)?.id ?? null) : null;
  return { kind: "ok", value: { events, next } };
}
