import { type SavedMethodRow, setMethodDetached } from "#app/db/stores/saved-methods.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Gives a card back: it is marked first, so that nothing charges it, then the provider is told.
 * Nobody hears of a provider that does not answer: a card that is marked is never charged.
 */
export async function dropCard(
  runtime: Runtime,
  card: SavedMethodRow,
  by: "debtor" | "replaced" | "unused",
): Promise<void> {
  await setMethodDetached(runtime.db, card.id, by, new Date(runtime.clock.now()));
  const outcome = await runtime.payments.detachMethod(card.reference);
  if (outcome.kind === "ok") return;
  const { kind, reason, detail } = outcome;
  runtime.log.warn({ methodId: card.id, kind, reason, detail }, "card not detached");
}
