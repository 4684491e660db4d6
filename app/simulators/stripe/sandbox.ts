import type { SandboxClock } from "./clock.ts";
import type { Memory } from "./memory.ts";
import type { Outbox } from "./webhooks/outbox.ts";

/** One simulated Stripe account. */
export interface Sandbox {
  origin: string;
  memory: Memory;
  clock: SandboxClock;
  faults: Fault[];
  outbox: Outbox;
  /** The request being served, which events made by it name. */
  request: { id: string | null; key: string | null };
  /** The newest last; at most 500. */
  requests: ServedRequest[];
  /** Whether payouts are daily without the control's saying so. */
  dailyPayouts: boolean;
  /** So many events from now on are never made: no webhook brings them and no list shows them. */
  eventsLost: number;
  /** What the control has said about the next refund. */
  nextRefund: "pending" | null;
  /** How long money that settles later takes; null waits for the control. */
  settleAfterMs: number | null;
  log: (line: string) => void;
  /** Told of every body that is made, before any fault spoils it; replays were seen before. */
  witness: (what: string, body: string) => void;
}

/** What goes wrong with the next requests to the API. */
export interface Fault {
  kind: "status" | "reset" | "hang" | "html" | "empty" | "no-envelope" | "delay";
  /** `after`: the request is carried out first and only its answer is lost. */
  when: "before" | "after";
  times: number;
  method?: string;
  /** The path starts with this. */
  path?: string;
  status?: number;
  code?: string;
  /** Keeps the error under the idempotency key, as Stripe does with a real 500. */
  saved?: boolean;
  delayMs?: number;
}

export interface ServedRequest {
  at: number;
  method: string;
  path: string;
  key: string | null;
  /** 0 when no answer was given. */
  status: number;
}

/** The clock as Stripe writes times: whole seconds. */
export const seconds = (sandbox: Sandbox): number => Math.floor(sandbox.clock.now() / 1000);
