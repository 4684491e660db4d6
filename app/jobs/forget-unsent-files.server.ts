import { forgetUnsent } from "#app/db/stores/evidence.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** As long as somebody may want to come back to a form that they began. */
const keptMs = 7 * 86_400_000;

/** Forgets files that were added to a form which was never sent. */
export async function forgetUnsentFilesTask({ clock, db, log }: Runtime): Promise<void> {
  const forgotten = await forgetUnsent(db, new Date(clock.now() - keptMs));
  if (forgotten > 0) log.info({ forgotten }, "unsent files forgotten");
}
