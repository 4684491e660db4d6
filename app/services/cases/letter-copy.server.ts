import { findCase } from "#app/db/stores/case-files.server.ts";
import { listCaseSteps } from "#app/db/stores/case-steps.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { type CaseLetter, caseLetter } from "./case-letter.server.ts";
import { holdingLetter } from "./holding-letter.server.ts";
import { mayReach } from "./lock-case.server.ts";

/** `round`: null is the newest that has such a letter. */
export interface WhichLetter {
  readonly which: "answer" | "holding";
  readonly round: number | null;
}

/** What a letter of a round is made of. */
export const letterSteps = { answer: "resolved", holding: "held-over" } as const;

/**
 * The letter that answered a round of a case, or the one that it is not answered yet, for the
 * debtor whose it is and for staff of its portfolio. Null for anybody else, as for none.
 */
export async function letterCopy(
  runtime: Runtime,
  actor: DebtorActor | StaffActor,
  caseId: string,
  { which, round }: WhichLetter = { which: "answer", round: null },
): Promise<CaseLetter | null> {
  if (actor.kind === "staff") insist(actor, "cases:read");
  const row = isUuid(caseId) ? await findCase(runtime.db, caseId) : null;
  if (row === null || !mayReach(actor, row)) return null;
  const steps = await listCaseSteps(runtime.db, row.id);
  const newest = steps.findLast(({ kind }) => kind === letterSteps[which])?.round;
  const letter = which === "holding" ? holdingLetter : caseLetter;
  return letter(runtime, row, round ?? newest ?? row.round);
}
