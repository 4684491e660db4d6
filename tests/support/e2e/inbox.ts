import { setTimeout as sleep } from "node:timers/promises";
import { demoCard } from "./demo-card.ts";

export interface InboxMessage {
  readonly to: string;
  readonly channel: string;
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: string;
}

/** Everything that was sent to an address or number, oldest first. */
export async function messagesTo(to: string): Promise<readonly InboxMessage[]> {
  const response = await fetch(`${demoCard().inbox}/messages?to=${encodeURIComponent(to)}`);
  const messages = (await response.json()) as InboxMessage[];
  return messages.sort((a, b) => a.at.localeCompare(b.at));
}

/**
 * The newest six-digit code that was sent to this contact.
 * @param beyond how many messages it had before: an older code is not taken for the new one
 */
export async function codeFor(to: string, beyond = 0): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const messages = (await messagesTo(to)).slice(beyond);
    const codes = messages.flatMap(({ text }) => text.match(/(?<!\d)\d{6}(?!\d)/) ?? []);
    const newest = codes.at(-1);
    if (newest !== undefined) return newest;
    await sleep(100);
  }
  throw new Error(`no code came to ${to}`);
}
