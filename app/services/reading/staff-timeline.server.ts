import { listTimeline, type TimelineEvent } from "#app/db/stores/timeline.server.ts";
import { type DeliveryStep, deliveryOf } from "#app/domain/feedback/delivery.ts";
import { happeningIn } from "#app/domain/feedback/happening.ts";
import type { Runtime } from "../ports.ts";

/** A fact of an account with how far it has come on its way into the collector's system. */
export interface StaffHappening {
  readonly key: string;
  readonly at: number;
  /** The event's type, or the step of a proposal. */
  readonly what: string;
  /** "2,000.00"-like major units with their currency; null: no money in it. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly channel: string | null;
  readonly kind: string | null;
  readonly reached: DeliveryStep;
}

const most = 60;

/** What happened on an account, newest first. */
export async function staffTimeline(
  runtime: Runtime,
  accountId: string,
): Promise<readonly StaffHappening[]> {
  const events = await listTimeline(runtime.db, [accountId], most);
  return events.map((event) => ({
    key: `${event.accountSeq}`,
    at: event.occurredAt.getTime(),
    what: happeningIn(event.type, event.data),
    amount: textOf(event, "amount") ?? textOf(event, "toPay"),
    currency: textOf(event, "currency"),
    channel: textOf(event, "channel"),
    kind: event.type.startsWith("hold.") ? textOf(event, "kind") : null,
    reached: reachedBy(event),
  }));
}

function textOf({ data }: TimelineEvent, name: string): string | null {
  const value = data[name];
  return typeof value === "string" ? value : null;
}

function reachedBy(event: TimelineEvent): DeliveryStep {
  return deliveryOf({
    accountSeq: event.accountSeq,
    recordedAt: event.occurredAt.getTime(),
    sentAt: event.sentAt?.getTime() ?? null,
    acceptedAt: event.acceptedAt?.getTime() ?? null,
    appliedAt: event.appliedAt?.getTime() ?? null,
    appliedThrough: event.appliedThrough,
  }).state;
}
