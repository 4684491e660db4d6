import type { ProviderEvent } from "#app/services/payments/provider.ts";

type Json = { readonly [field: string]: unknown };

/**
 * The envelope of an event as received or listed: snapshot events carry their object, thin ones
 * (v2) name it. Null for anything else.
 */
export function readEvent(value: unknown): ProviderEvent | null {
  const event = fieldsOf(value);
  if (!event || typeof event.id !== "string" || typeof event.type !== "string") return null;
  if (event.object === "event" && typeof event.created === "number") {
    const object = fieldsOf(fieldsOf(event.data)?.object);
    return envelope(event, object?.id, object?.object, event.created * 1000);
  }
  if (event.object !== "v2.core.event") return null;
  const related = fieldsOf(event.related_object);
  const createdAt = Date.parse(String(event.created));
  return Number.isNaN(createdAt) ? null : envelope(event, related?.id, related?.type, createdAt);
}

const fieldsOf = (value: unknown): Json | null =>
  typeof value === "object" && value !== null ? (value as Json) : null;

function envelope(
  event: Json,
  objectId: unknown,
  objectType: unknown,
  createdAt: number,
): ProviderEvent {
  return {
    id: String(event.id),
    type: String(event.type),
    objectId: textOrNull(objectId),
    objectType: textOrNull(objectType),
    livemode: event.livemode === true,
    createdAt,
    apiVersion: textOrNull(event.api_version),
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
