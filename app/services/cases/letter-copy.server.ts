import { findCase } from "#app/db/stores/case-files.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { type CaseLetter, caseLetter } from "./case-letter.server.ts";
import { mayReach } from "./lock-case.server.ts";

/**
 * The letter that answered a round of a case (absent: the newest), for the debtor whose it is and
 * for staff of its portfolio. Null for anybody else, as for one that does not exist.
 */
export async function letterCopy(
  runtime: Runtime,
  actor: DebtorActor | StaffActor,
  caseId: string,
  round?: number,
): Promise<CaseLetter | null> {
  if (actor.kind === "staff") insist(actor, "cases:read");
  const row = isUuid(caseId) ? await findCase(runtime.db, caseId) : null;
  if (row === null || !mayReach(actor, row)) return null;
  return caseLetter(runtime, row, round ?? row.round);
}
