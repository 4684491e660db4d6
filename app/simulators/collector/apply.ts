import type { EventStore } from "./store.ts";

export interface ApplyTarget {
  /** Origin of the portal. */
  readonly apiBase: string;
  readonly apiKey: string;
}

const TRIES = 5;

/**
 * Plays the collector's own booking: tells the portal, one account after another, through which
 * number its events are applied. A portal that does not answer is asked again a few times.
 */
export class Applier {
  #queue: Promise<void> = Promise.resolve();

  /** Applies in the background what an account has received so far. */
  later(target: ApplyTarget, store: EventStore, accountRef: string, accountSeq: number): void {
    this.#queue = this.#queue.then(() => apply(target, store, accountRef, accountSeq));
  }

  /** Resolves when all that was asked for has been tried. */
  settled(): Promise<void> {
    return this.#queue;
  }
}

async function apply(
  target: ApplyTarget,
  store: EventStore,
  accountRef: string,
  accountSeq: number,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const status = await tell(target, accountRef, accountSeq);
    if (status >= 200 && status < 300) return store.markApplied(accountRef, accountSeq);
    if (status >= 400 && status < 500 && status !== 429) return;
    await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
  }
}

/** The answer's status; 0 when there was no answer. */
async function tell(target: ApplyTarget, accountRef: string, accountSeq: number): Promise<number> {
  try {
    const response = await fetch(`${target.apiBase}/api/v1/events/applied`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${target.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": `applied-${accountRef}-${accountSeq}`,
      },
      body: JSON.stringify({ accountRef, accountSeq }),
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
