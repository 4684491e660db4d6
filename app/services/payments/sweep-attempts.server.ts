import { claimUnsettledAttempts } from "#app/db/stores/attempts.server.ts";
import type { Runtime } from "../ports.ts";
import { refreshAttempt } from "./refresh-attempt.server.ts";

/** What somebody asked about a moment ago is left to them. */
const restMs = 45_000;
const batch = 40;
const batches = 10;
const atOnce = 4;
/**
 * A turn begins nothing new after this: while the provider hangs, turns would else pile up until
 * they fill the worker, and codes and receipts would wait behind them.
 */
const turnMs = 40_000;

/**
 * Asks the provider about every attempt that may still bring money, whatever webhooks said or did
 * not say (payments.md §3). Runs each minute; two may run at once. Answers how many it asked about.
 */
export async function sweepAttempts(runtime: Runtime): Promise<number> {
  const endsAt = runtime.clock.now() + turnMs;
  const inTime = () => runtime.clock.now() < endsAt;
  let asked = 0;
  for (let round = 0; round < batches && inTime(); round += 1) {
    const nowMs = runtime.clock.now();
    const before = new Date(nowMs - restMs);
    const due = await claimUnsettledAttempts(runtime.db, before, new Date(nowMs), batch);
    const waiting = [...due];
    const worker = async () => {
      for (let next = waiting.shift(); next && inTime(); next = waiting.shift()) {
        const attempt = next;
        asked += 1;
        await refreshAttempt(runtime, attempt).catch((error: unknown) => {
          runtime.log.error({ err: error, attemptId: attempt.id }, "attempt not refreshed");
        });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    if (due.length < batch) break;
  }
  return asked;
}
