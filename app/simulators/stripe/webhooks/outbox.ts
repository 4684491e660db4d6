import { setMaxListeners } from "node:events";
import type { Stripe } from "stripe";
import type { SandboxClock } from "../clock.ts";
import type { Memory } from "../memory.ts";
import { signPayload } from "./sign.ts";

/** What is sent: an event of ours, or a forged one. */
export type Sendable = Pick<Stripe.Event, "id" | "type">;

/** How the next event reaches its receiver other than it should. */
export interface Disguise {
  livemode?: boolean;
  /** A connected account's id. */
  account?: string;
  apiVersion?: string | null;
  /** When the signature says that it was made, epoch milliseconds. */
  signedAt?: number;
  /** A secret that is not the endpoint's. */
  secret?: string;
  /** No signature at all. */
  unsigned?: boolean;
  /** Signed, then written anew by something between, as a proxy may. */
  reserialised?: boolean;
}

export interface Delivery {
  eventId: string;
  type: string;
  url: string;
  tries: number;
  state: "pending" | "delivered" | "failed" | "held" | "dropped";
  /** 0 when there was no answer. */
  lastStatus: number | null;
}

export interface OutboxOptions {
  memory: () => Memory;
  clock: SandboxClock;
  log: (line: string) => void;
  /** Waits before the second try, the third …; afterwards the delivery has failed. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
}

/** What goes on the wire: the text that was signed, and the text that arrives. */
interface Letter {
  signed: string;
  body: string;
  disguise: Disguise;
}

function letterOf(event: Sendable, disguise: Disguise): Letter {
  const { livemode, account, apiVersion } = disguise;
  const sent = {
    ...event,
    ...(livemode === undefined ? {} : { livemode }),
    ...(account === undefined ? {} : { account }),
    ...(apiVersion === undefined ? {} : { api_version: apiVersion }),
  };
  const signed = JSON.stringify(sent, null, 2);
  return { signed, body: disguise.reserialised ? JSON.stringify(sent) : signed, disguise };
}

function signatureOf(
  { signed, disguise }: Letter,
  secrets: readonly string[],
  now: number,
): Record<string, string> {
  if (disguise.unsigned) return {};
  const by = disguise.secret === undefined ? secrets : [disguise.secret];
  return { "stripe-signature": signPayload(signed, by, disguise.signedAt ?? now) };
}

/** Delivers events in the order they were made; a failing one does not hold up the next. */
export class Outbox {
  mode: "send" | "hold" | "drop" = "send";
  /** Copies of the next event that are sent besides it, all at once. */
  extraCopies = 0;
  /** So many events from now on are dropped. */
  dropsLeft = 0;
  /** So many events from now on are held back, then sent in reverse. */
  reordersLeft = 0;
  disguise: Disguise | null = null;
  readonly deliveries: Delivery[] = [];
  private readonly options: OutboxOptions;
  private readonly held: { event: Sendable; delivery: Delivery }[] = [];
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private tail: Promise<void> = Promise.resolve();

  constructor(options: OutboxOptions) {
    this.options = options;
    // While the receiver is away, every delivery waits for the same end.
    setMaxListeners(0, this.stop.signal);
  }

  /** Sends, holds or drops, as the mode says. */
  send(event: Sendable): void {
    const copies = 1 + this.extraCopies;
    this.extraCopies = 0;
    const mode = this.modeOfNext();
    for (const endpoint of this.endpointsFor(event.type)) {
      const delivery = this.record(event, endpoint.url);
      if (mode === "send") this.dispatch(event, delivery, endpoint.id, copies);
      else if (mode === "drop") delivery.state = "dropped";
      else {
        delivery.state = "held";
        this.held.push({ event, delivery });
      }
    }
    if (this.reordersLeft > 0) {
      this.reordersLeft -= 1;
      if (this.reordersLeft === 0 && this.mode === "send") this.release("reverse");
    }
  }

  private modeOfNext(): "send" | "hold" | "drop" {
    if (this.dropsLeft > 0) {
      this.dropsLeft -= 1;
      return "drop";
    }
    return this.reordersLeft > 0 ? "hold" : this.mode;
  }

  /** Sends what is held, in the order it was made or the reverse, and holds no more. */
  release(order: "forward" | "reverse"): number {
    this.mode = "send";
    const due = this.held.splice(0);
    if (order === "reverse") due.reverse();
    for (const { event, delivery } of due) {
      const endpoint = this.endpointsFor(event.type).find((one) => one.url === delivery.url);
      if (endpoint) this.dispatch(event, delivery, endpoint.id, 1);
    }
    return due.length;
  }

  /** Sends once more, whatever became of it before; `copies` at once. */
  resend(event: Sendable, copies: number): void {
    for (const endpoint of this.endpointsFor(event.type)) {
      this.dispatch(event, this.record(event, endpoint.url), endpoint.id, copies);
    }
  }

  /** Forgets what was sent and what is held. */
  forget(): void {
    this.mode = "send";
    this.extraCopies = 0;
    this.dropsLeft = 0;
    this.reordersLeft = 0;
    this.disguise = null;
    this.held.length = 0;
    this.deliveries.length = 0;
  }

  /** Resolves when no delivery or retry is under way. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.settled();
  }

  private endpointsFor(type: string): Stripe.WebhookEndpoint[] {
    return Object.values(this.options.memory().endpoints).filter(
      (one) =>
        one.status === "enabled" &&
        (one.enabled_events.includes("*") || one.enabled_events.includes(type)),
    );
  }

  private record(event: Sendable, url: string): Delivery {
    const { id: eventId, type } = event;
    const delivery: Delivery = { eventId, type, url, tries: 0, state: "pending", lastStatus: null };
    this.deliveries.push(delivery);
    if (this.deliveries.length > 1000) this.deliveries.shift();
    return delivery;
  }

  private dispatch(event: Sendable, delivery: Delivery, endpointId: string, copies: number): void {
    delivery.state = "pending";
    const letter = letterOf(event, this.disguise ?? {});
    this.disguise = null;
    const attempt = (): Promise<boolean> => this.post(letter, delivery, endpointId);
    const first = this.tail.then(async () => {
      const sent = await Promise.all(Array.from({ length: copies }, attempt));
      return sent[0] ?? false;
    });
    this.tail = first.then(() => undefined);
    const whole = first.then((done) => (done ? undefined : this.retry(attempt, delivery)));
    const tracked: Promise<void> = whole.finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  private async retry(attempt: () => Promise<boolean>, delivery: Delivery): Promise<void> {
    for (const delayMs of this.options.retryDelaysMs) {
      if (!(await this.wait(delayMs))) break;
      if (await attempt()) return;
    }
    delivery.state = "failed";
  }

  private wait(ms: number): Promise<boolean> {
    const { signal } = this.stop;
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms, true);
      const stopped = (): void => done(false);
      function done(go: boolean): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", stopped);
        resolve(go);
      }
      signal.addEventListener("abort", stopped);
    });
  }

  private async post(letter: Letter, delivery: Delivery, endpointId: string): Promise<boolean> {
    if (this.stop.signal.aborted) return false;
    delivery.tries += 1;
    const secrets = this.options.memory().secrets[endpointId] ?? [];
    try {
      const response = await fetch(delivery.url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "Stripe/1.0 (simulated)",
          ...signatureOf(letter, secrets, this.options.clock.now()),
        },
        body: letter.body,
        signal: AbortSignal.any([this.stop.signal, AbortSignal.timeout(this.options.timeoutMs)]),
      });
      await response.arrayBuffer();
      delivery.lastStatus = response.status;
      if (response.ok) delivery.state = "delivered";
    } catch {
      delivery.lastStatus = 0;
    }
    const { type, url, lastStatus } = delivery;
    this.options.log(`webhook ${type} → ${url}: ${lastStatus || "no answer"}`);
    return delivery.state === "delivered";
  }
}
