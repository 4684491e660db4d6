import { raiseReviews } from "#app/services/hardship/raise-reviews.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Raises work for token plans whose months are over. */
export async function raiseReviewsTask(runtime: Runtime): Promise<void> {
  await raiseReviews(runtime);
}
