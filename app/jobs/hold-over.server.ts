import { holdOver } from "#app/services/cases/hold-over.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Writes to those whose complaint was not answered by its clock. */
export async function holdOverTask(runtime: Runtime): Promise<void> {
  await holdOver(runtime);
}
