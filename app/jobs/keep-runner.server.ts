import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "#app/services/ports.ts";

/** What takes jobs from the queue. */
export interface JobRunner {
  stop(): Promise<void>;
}

export interface KeptRunner {
  /** Ends the runner of the moment, and starts no other. */
  stop(): Promise<void>;
}

/** Starts a runner; `lost` is called when part of it has ended by itself. */
export type StartRunner = (lost: () => void) => Promise<JobRunner>;

const firstWaitMs = 250;
const longestWaitMs = 5_000;
/** What a broken runner gets to end what it has in hand. */
const endingMs = 10_000;

/**
 * Keeps one runner at work. The queue's library ends a worker whose connection is lost while it
 * puts a job back, and starts no other: after a database that ended at a bad moment nothing would
 * be done any more, and nobody told. So a runner that lost a part is replaced as a whole.
 */
export async function keepRunner(log: Log, start: StartRunner): Promise<KeptRunner> {
  const state = { stopped: false, lost: false };
  let replacing: Promise<void> | null = null;
  const lost = (): void => {
    state.lost = true;
    if (state.stopped) return;
    replacing ??= replace().finally(() => {
      replacing = null;
    });
  };
  let runner: JobRunner | null = await start(lost);

  async function replace(): Promise<void> {
    for (let waitMs = firstWaitMs; state.lost && !state.stopped; waitMs *= 2) {
      if (runner) await endOf(runner);
      runner = null;
      state.lost = false;
      runner = await start(lost).catch((error: Error) => {
        log.warn({ err: error.message }, "the queue's runner cannot start yet");
        state.lost = true;
        return null;
      });
      if (runner) log.warn("the queue's runner was lost and runs again");
      else await sleep(Math.min(waitMs, longestWaitMs));
    }
  }

  return {
    async stop() {
      state.stopped = true;
      await replacing;
      if (runner) await endOf(runner);
    },
  };
}

/** A runner whose connections are gone may neither end nor say why: it is left after a while. */
async function endOf(runner: JobRunner): Promise<void> {
  const ended = runner.stop().catch(() => undefined);
  await Promise.race([ended, sleep(endingMs, undefined, { ref: false })]);
}
