import { markSent, readFeed } from "#app/db/stores/events.server.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { type EventDocument, eventDocument } from "./event-document.server.ts";
import { sequenceFacts } from "./sequence-events.server.ts";

export interface FeedPage {
  readonly events: readonly EventDocument[];
  /** Where to go on: the place of the last event here, or the one that was asked for. */
  readonly next: number;
}

/**
 * The facts of a key's portfolios after a place in the feed, in order, new ones included. Who
 * remembers `next` misses none (interfaces.md §6).
 */
export async function readEvents(
  runtime: Runtime,
  { portfolioIds }: Pick<KeyActor, "portfolioIds">,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<FeedPage> {
  await sequenceFacts(runtime);
  const rows = await readFeed(runtime.db, portfolioIds, after, limit);
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await markSent(runtime.db, ids, new Date(runtime.clock.now()));
  return { events: rows.map(eventDocument), next: Number(rows.at(-1)?.seq ?? after) };
}
