import type { ParsedAttachment } from "./mime.ts";

/** One message as it arrived; the first seven fields are what `GET /messages` gives. */
export interface StoredMessage {
  readonly to: string;
  readonly channel: "email" | "sms";
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
  /** Empty when there is none. */
  readonly html: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly number: number;
  /** The sender's own id: the gateway's, or Message-ID. */
  readonly id: string;
  readonly from: string;
  readonly attachments: readonly ParsedAttachment[];
}

/** How the next message of a channel goes wrong. */
export type Fault = "refuse" | "busy" | "drop-before" | "drop-after" | "hang" | "html";

const MOST_KEPT = 10_000;

export class MessageStore {
  #messages: StoredMessage[] = [];
  #faults: { channel: "email" | "sms"; fault: Fault }[] = [];
  #count = 0;

  add(message: Omit<StoredMessage, "number" | "at">): StoredMessage {
    this.#count += 1;
    const stored = { ...message, number: this.#count, at: new Date().toISOString() };
    this.#messages.push(stored);
    if (this.#messages.length > MOST_KEPT) this.#messages.shift();
    return stored;
  }

  /** All messages, or those to one address or number, newest last. */
  list(to = ""): readonly StoredMessage[] {
    const wanted = sameAddress(to);
    if (wanted === "") return this.#messages;
    return this.#messages.filter((message) => sameAddress(message.to) === wanted);
  }

  withId(channel: "email" | "sms", id: string): StoredMessage | undefined {
    return this.#messages.find((message) => message.channel === channel && message.id === id);
  }

  numbered(number: number): StoredMessage | undefined {
    return this.#messages.find((message) => message.number === number);
  }

  clear(): void {
    this.#messages = [];
    this.#faults = [];
  }

  failNext(channel: "email" | "sms", fault: Fault, times: number): void {
    for (let made = 0; made < times; made++) this.#faults.push({ channel, fault });
  }

  /** Takes the fault that is due for the next message of a channel, if any. */
  nextFault(channel: "email" | "sms"): Fault | undefined {
    const at = this.#faults.findIndex((planned) => planned.channel === channel);
    return at < 0 ? undefined : this.#faults.splice(at, 1)[0]!.fault;
  }
}

/** A `+` that a caller forgot to encode arrives as a blank; case and blanks do not count. */
function sameAddress(address: string): string {
  return address.toLowerCase().replace(/[\s+]/g, "");
}
