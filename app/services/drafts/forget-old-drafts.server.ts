import { deleteOldDrafts } from "#app/db/stores/drafts.server.ts";
import type { Runtime } from "../ports.ts";
import { draftsSince } from "./draft.server.ts";

/** Deletes drafts that nobody came back to within seven days; answers how many. */
export function forgetOldDrafts({ clock, db }: Runtime): Promise<number> {
  return deleteOldDrafts(db, draftsSince(clock.now()));
}
