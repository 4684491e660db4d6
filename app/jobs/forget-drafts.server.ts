import { forgetOldDrafts } from "#app/services/drafts/forget-old-drafts.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Forgets forms that were begun and never sent. */
export async function forgetDraftsTask(runtime: Runtime): Promise<void> {
  const forgotten = await forgetOldDrafts(runtime);
  if (forgotten > 0) runtime.log.info({ forgotten }, "old drafts forgotten");
}
