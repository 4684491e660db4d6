import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

/** The API version of the SDK whose types these objects have; a contract test compares them. */
export const apiVersion = "2026-10-28.endive";

/** Records what happened and hands it to the outbox; `previous`: what an update changed. */
export function emit(
  sandbox: Sandbox,
  type: Stripe.Event["type"],
  object: object,
  previous?: object,
): Stripe.Event {
  const { id, key } = sandbox.request;
  const envelope = {
    id: newId("evt_"),
    object: "event",
    api_version: apiVersion,
    created: seconds(sandbox),
    data: {
      object: structuredClone(object),
      ...(previous ? { previous_attributes: structuredClone(previous) } : {}),
    },
    livemode: false,
    pending_webhooks: Object.keys(sandbox.memory.endpoints).length,
    request: { id, idempotency_key: key },
    type,
  };
  const event = envelope as unknown as Stripe.Event;
  if (sandbox.eventsLost > 0) {
    sandbox.eventsLost -= 1;
    return event;
  }
  sandbox.memory.events[event.id] = event;
  sandbox.witness(`event ${type}`, JSON.stringify(event));
  sandbox.outbox.send(event);
  return event;
}
