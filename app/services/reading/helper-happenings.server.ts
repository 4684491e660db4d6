import { listActsOn } from "#app/db/stores/audit-reading.server.ts";
import { listHelpers } from "#app/db/stores/helpers.server.ts";
import { helperActs, helperSubject } from "../helpers/note-helper.server.ts";
import type { Runtime } from "../ports.ts";
import type { Happening } from "./timeline.server.ts";

/** What a debtor's helpers did, from the audit itself; the pages they looked at are not listed. */
export async function helperHappenings(
  runtime: Runtime,
  debtorId: string,
  limit: number,
): Promise<readonly Happening[]> {
  const helpers = await listHelpers(runtime.db, debtorId);
  if (helpers.length === 0) return [];
  const subjects = helpers.map(({ id }) => helperSubject(id));
  const acts = await listActsOn(runtime.db, subjects, helperActs, limit);
  return acts.map(({ id, at, action }) => ({
    key: `audit:${id}`,
    at: at.getTime(),
    what: action,
    accountId: null,
    changeMinor: null,
    currency: null,
    paymentId: null,
    delivery: null,
    contact: null,
  }));
}
