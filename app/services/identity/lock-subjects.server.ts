import type { SessionRow } from "#app/db/stores/sessions.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * What wrong answers of a visit count against: the debtor and the link (domain.md §7). Keyed, so
 * that the table names nobody.
 */
export function lockSubjects(
  { sealer }: Pick<Runtime, "sealer">,
  session: Pick<SessionRow, "debtorId" | "linkId">,
): readonly Buffer[] {
  const debtor = sealer.mac("lock", "debtor", session.debtorId ?? "");
  if (session.linkId === null) return [debtor];
  return [debtor, sealer.mac("lock", "link", session.linkId)];
}
