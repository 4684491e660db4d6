import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import { settleMethodEvent } from "../autopay/settle-method-event.server.ts";
import { settleSessionEvent } from "../autopay/settle-session-event.server.ts";
import type { Runtime } from "../ports.ts";
import { settleDisputeEvent } from "./settle-dispute-event.server.ts";
import { settlePaymentEvent } from "./settle-payment-event.server.ts";
import { settleRefundEvent } from "./settle-refund-event.server.ts";

/**
 * `ignored`: about nothing that moves our money. `unmatched`: about money or a page that nothing
 * of ours explains. `no-answer`: ask again.
 */
export type EventOutcome = "settled" | "ignored" | "unmatched" | "no-answer";

type EventService = (runtime: Runtime, event: ProviderEventRow) => Promise<EventOutcome>;

/** What happened, by the event's type or by its object's id → who looks into it. First fit. */
const table: readonly (readonly [(event: ProviderEventRow) => boolean, EventService])[] = [
  [of("charge.refunded"), settleRefundEvent],
  [about(/^(re|pyr)_/), settleRefundEvent],
  [about(/^(du|dp)_/), settleDisputeEvent],
  [about(/^pm_/), settleMethodEvent],
  [about(/^cs_/), settleSessionEvent],
  [about(/^(pi|ch|py)_/), settlePaymentEvent],
];

/**
 * Looks into what an event of the provider is about. Nothing in the event is believed: its object
 * is fetched fresh and settled like everything else.
 */
export async function settleEvent(
  runtime: Runtime,
  event: ProviderEventRow,
): Promise<EventOutcome> {
  const line = table.find(([fits]) => fits(event));
  return line === undefined ? "ignored" : line[1](runtime, event);
}

/** Events of one type, whatever they are about. */
function of(type: string): (event: ProviderEventRow) => boolean {
  return (event) => event.type === type;
}

/** Events about an object with such an id, whatever their type. */
function about(objectId: RegExp): (event: ProviderEventRow) => boolean {
  return (event) => objectId.test(event.objectId);
}
