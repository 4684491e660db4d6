import type { Stripe } from "stripe";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { apiVersion } from "../webhooks/emit.ts";
import type { Delivery, Disguise } from "../webhooks/outbox.ts";

/** What happens to events on their way. */
export interface WebhookControl {
  webhooks(mode: "send" | "hold" | "drop"): void;
  release(order: "forward" | "reverse"): { sent: number };
  duplicateNext(copies: number): void;
  dropNext(events: number): void;
  /** So many events wait for the last of them and arrive in reverse. */
  reorderNext(events: number): void;
  /** So many events are never made: neither a webhook nor a list has them. */
  loseNext(events: number): void;
  /** The next event arrives in another mode, account or version, or signed otherwise. */
  disguiseNext(disguise: Disguise): void;
  resend(eventId: string, copies: number): void;
  rotateSecrets(secrets: string[]): void;
  emit(forged: ForgedEvent): { id: string };
  deliveries(): readonly Delivery[];
  /** Resolves when every webhook delivery has ended. */
  settled(): Promise<void>;
}

/** An event that nothing made: unknown types, thin events, other modes, old versions. */
export interface ForgedEvent {
  type: string;
  object?: { [field: string]: unknown };
  livemode?: boolean;
  /** A connected account that it is said to be of. */
  account?: string;
  apiVersion?: string | null;
  /** A v2 event, which names its object and does not carry it. */
  thin?: boolean;
}

export function webhookControl(sandbox: Sandbox): WebhookControl {
  const { outbox } = sandbox;
  return {
    webhooks: (mode) => {
      outbox.mode = mode;
    },
    release: (order) => ({ sent: outbox.release(order) }),
    duplicateNext: (copies) => {
      outbox.extraCopies = copies;
    },
    dropNext: (events) => {
      outbox.dropsLeft = events;
    },
    reorderNext: (events) => {
      outbox.reordersLeft = events;
    },
    loseNext: (events) => {
      sandbox.eventsLost = events;
    },
    disguiseNext: (disguise) => {
      outbox.disguise = disguise;
    },
    resend: (eventId, copies) =>
      outbox.resend(readOne(sandbox.memory.events, eventId, "notification"), copies),
    rotateSecrets: (secrets) => {
      for (const id of Object.keys(sandbox.memory.secrets)) sandbox.memory.secrets[id] = secrets;
    },
    emit: (forged) => forge(sandbox, forged),
    deliveries: () => outbox.deliveries,
    settled: () => outbox.settled(),
  };
}

function forge(sandbox: Sandbox, forged: ForgedEvent): { id: string } {
  const { type, object = {}, livemode = false, account } = forged;
  const id = newId("evt_");
  if (forged.thin) {
    const { id: objectId = "obj_1", object: kind = "v1.thing" } = object;
    const related = { id: objectId, type: kind, url: `/v1/things/${String(objectId)}` };
    const created = new Date(sandbox.clock.now()).toISOString();
    const thin = { id, object: "v2.core.event", type, created, livemode, context: account ?? null };
    sandbox.outbox.send({ ...thin, related_object: related } as unknown as Stripe.Event);
    return { id };
  }
  const event = {
    id,
    object: "event",
    ...(account === undefined ? {} : { account }),
    api_version: forged.apiVersion === undefined ? apiVersion : forged.apiVersion,
    created: seconds(sandbox),
    data: { object },
    livemode,
    pending_webhooks: 1,
    request: null,
    type,
  };
  sandbox.outbox.send(event as unknown as Stripe.Event);
  return { id };
}
