import type { InstantMs } from "#app/domain/primitives/zone.ts";
import type { QueuedMessage } from "./queue-message.server.ts";

/** So long after a hold without an end stopped a message that outlasts holds it is asked again. */
export const heldAskMs = 86_400_000;

/**
 * When a message that was stopped is asked again: at the time that its rule names or, where a hold
 * without an end stops what outlasts holds, a day later. Null: it went, or never.
 */
export function askAgainAt(
  { allowed, rule, until }: QueuedMessage,
  nowMs: InstantMs,
  outlastsHolds: boolean,
): InstantMs | null {
  if (allowed || until !== null) return until;
  return outlastsHolds && rule.startsWith("hold:") ? nowMs + heldAskMs : null;
}
