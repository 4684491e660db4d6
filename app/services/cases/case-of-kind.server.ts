import { type CaseRow, findCase } from "#app/db/stores/case-files.server.ts";
import type { CaseKind } from "#app/domain/disputes/case.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { mayReach } from "./lock-case.server.ts";

/** A case of a kind that is this actor's to know of; null otherwise, as for none at all. */
export async function caseOfKind(
  { db }: Runtime,
  actor: Actor,
  caseId: string,
  kind: CaseKind,
): Promise<CaseRow | null> {
  const row = isUuid(caseId) ? await findCase(db, caseId) : null;
  return row !== null && row.kind === kind && mayReach(actor, row) ? row : null;
}
