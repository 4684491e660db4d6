import { releaseStuckJobs } from "#app/db/stores/jobs.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** No job of ours takes so long: whoever holds one longer has died. */
const longestJobMs = 120_000;

/** Gives back the jobs of workers that died, so that a code or a receipt is not hours late. */
export async function releaseStuckTask(runtime: Runtime): Promise<void> {
  await releaseStuckJobs(runtime.db, longestJobMs);
}
