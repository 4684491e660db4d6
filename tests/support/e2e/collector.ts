import { demoCard } from "./demo-card.ts";

/** An event as the collector simulator received it. */
export interface CollectorEvent {
  readonly type: string;
  readonly accountSeq: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the collector's system was told of an account, oldest first. */
export async function eventsOf(accountRef: string): Promise<readonly CollectorEvent[]> {
  const query = `accountRef=${encodeURIComponent(accountRef)}`;
  const response = await fetch(`${demoCard().collector}/events?${query}`);
  return (await response.json()) as CollectorEvent[];
}
