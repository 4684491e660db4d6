import { listActsOn } from "#app/db/stores/audit-reading.server.ts";
import { listHelpers } from "#app/db/stores/helpers.server.ts";
import { helperActs, helperSubject } from "../helpers/note-helper.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * What was done by and about a debtor's helpers, newest first, from the audit itself; the pages
 * that they looked at are not listed.
 */
export async function actsOfHelpers(runtime: Runtime, debtorId: string, limit: number) {
  const helpers = await listHelpers(runtime.db, debtorId);
  if (helpers.length === 0) return [];
  const subjects = helpers.map(({ id }) => helperSubject(id));
  return listActsOn(runtime.db, subjects, helperActs, limit);
}
