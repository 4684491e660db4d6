import { claimUnsettledAttempts } from "#app/db/stores/attempts.server.ts";
import type { Runtime } from "../ports.ts";
import { refreshAttempt } from "./refresh-attempt.server.ts";

/** What somebody asked about a moment ago is left to them. */
const restMs = 45_000;
const batch = 40;
const batches = 10;
const atOnce = 4;

/**
 * Asks the provider about every attempt that may still bring money, whatever webhooks said or did
 * not say (payments.md §3). Runs each minute; two may run at once. Answers how many it asked about.
 */
export async function sweepAttempts(runtime: Runtime): Promise<number> {
  let asked = 0;
  for (let round = 0; round < batches; round += 1) {
    const nowMs = runtime.clock.now();
    const before = new Date(nowMs - restMs);
    const due = await claimUnsettledAttempts(runtime.db, before, new Date(nowMs), batch);
    const waiting = [...due];
    const worker = async () => {
      for (let attempt = waiting.pop(); attempt; attempt = waiting.pop()) {
        await refreshAttempt(runtime, attempt).catch((error: unknown) => {
          runtime.log.error({ err: error, attemptId: attempt?.id }, "attempt not refreshed");
        });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    asked += due.length;
    if (due.length < batch) break;
  }
  return asked;
}
