import { findCase } from "#app/db/stores/case-files.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { type CaseLetter, caseLetter } from "./case-letter.server.ts";
import { holdingLetter } from "./holding-letter.server.ts";
import { mayReach } from "./lock-case.server.ts";

/**
 * The letter that answered the newest round of a case, or the one that it is not answered yet, for
 * the debtor whose it is and for staff of its portfolio. Null for anybody else, as for none.
 */
export async function letterCopy(
  runtime: Runtime,
  actor: DebtorActor | StaffActor,
  caseId: string,
  which: "answer" | "holding" = "answer",
): Promise<CaseLetter | null> {
  if (actor.kind === "staff") insist(actor, "cases:read");
  const row = isUuid(caseId) ? await findCase(runtime.db, caseId) : null;
  if (row === null || !mayReach(actor, row)) return null;
  const letter = which === "holding" ? holdingLetter : caseLetter;
  return letter(runtime, row, row.round);
}
