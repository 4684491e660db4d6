import type { Runtime } from "../ports.ts";
import { keepEvent } from "./keep-event.server.ts";

/** Longer than a long weekend's outage; what is older was swept by its attempt. */
const backMs = 4 * 86_400_000;
const mostPages = 100;

/**
 * Reads what the provider did in the last days and keeps the events that no webhook brought
 * (payments.md §3); those that came are known by their id. Answers how many were new. Throws when
 * the provider does not answer: the next hour tries again.
 */
export async function collectChanges(runtime: Runtime): Promise<number> {
  const since = runtime.clock.now() - backMs;
  let fresh = 0;
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await runtime.payments.listChanges({ since, cursor });
    if (outcome.kind !== "ok") throw new Error(`changes not read: ${outcome.detail}`);
    for (const event of outcome.value.events) if (await keepEvent(runtime, event)) fresh += 1;
    cursor = outcome.value.next;
    if (cursor === null) break;
  }
  return fresh;
}
