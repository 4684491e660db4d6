import { endSession } from "#app/db/stores/sessions.server.ts";
import type { Runtime } from "../ports.ts";
import type { Visit } from "./read-visit.server.ts";

/** Signs out: the token opens nothing any more. */
export async function endVisit(runtime: Runtime, visit: Visit): Promise<void> {
  await endSession(runtime.db, visit.session.id, new Date(runtime.clock.now()));
}
