import type { Queryable } from "#app/db/database.server.ts";
import { findHardship } from "#app/db/stores/hardship-cases.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { Actor } from "../actor.ts";
import { roleMay } from "../staff/permissions.server.ts";

/**
 * Whether a hold is the space of a crisis, which lasts until treatment has ended and the policy's
 * days after it (domain.md §6): it is ended by hand by nobody but staff who decide on hardship.
 */
export async function isKeptByTreatment(
  db: Queryable,
  actor: Actor,
  hold: HoldRow,
): Promise<boolean> {
  const caseId = /^hardship:(.+)$/.exec(hold.reason)?.[1] ?? "";
  if (hold.kind !== "breathing-space" || !isUuid(caseId)) return false;
  if (actor.kind === "staff" && roleMay(actor.role, "hardship:decide")) return false;
  const row = await findHardship(db, caseId);
  // A later outcome may have left an open space as it was.
  return row?.holdId === hold.id && (row.outcome === "crisis" || hold.toOn === null);
}
