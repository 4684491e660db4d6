import type { SessionRow } from "#app/db/stores/sessions.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * What wrong answers of a visit count against: the debtor and the link (domain.md §7); of a
 * helper's, the helper alone, who must not be able to lock the debtor out. Keyed, so that the
 * table names nobody.
 */
export function lockSubjects(
  { sealer }: Pick<Runtime, "sealer">,
  session: Pick<SessionRow, "debtorId" | "linkId" | "helperId">,
): readonly Buffer[] {
  if (session.helperId !== null) return [sealer.mac("lock", "helper", session.helperId)];
  const debtor = sealer.mac("lock", "debtor", session.debtorId ?? "");
  if (session.linkId === null) return [debtor];
  return [debtor, sealer.mac("lock", "link", session.linkId)];
}
