import type { PaymentLog } from "./payment-log.ts";

/** What payers share: where they pay, what they write down, and whether they go on. */
export interface Load {
  readonly origin: string;
  readonly log: PaymentLog;
  /** Requests that wait for an answer just now. */
  waiting: number;
  /** Requests that arrived and were never answered. */
  cutOff: number;
  /** Answers given a second time to a key that was used again. */
  repeated: number;
  /** No new payment is begun; what was begun is seen through. */
  ending: boolean;
  /** Payers give up: time is over. */
  over: boolean;
  /** Answers that no kill explains. */
  readonly faults: string[];
}

/** A request, counted; null when no answer came. */
export async function ask(load: Load, url: string, init: RequestInit): Promise<Response | null> {
  load.waiting += 1;
  try {
    const response = await fetch(url, {
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
      ...init,
    });
    // A process that dies while it answers must not leave half an answer behind.
    const body = await response.arrayBuffer();
    const { status, headers } = response;
    return new Response(body.byteLength === 0 ? null : body, { status, headers });
  } catch (error) {
    if (!neverArrived(error)) load.cutOff += 1;
    return null;
  } finally {
    load.waiting -= 1;
  }
}

/** Nobody listened: nothing was begun. */
function neverArrived(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}

/** Whole minor units from 10.00 to 99.99. */
export function someAmount(): number {
  return 1_000 + Math.floor(Math.random() * 9_000);
}
