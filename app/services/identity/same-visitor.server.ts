import { findSession } from "#app/db/stores/sessions.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Whether two visits are the same person's: the same debtor, or the same helper of one. A visit
 * that was signed out of is nobody's; one that was idle too long is still whose it was.
 */
export async function sameVisitor(
  { db, sealer }: Pick<Runtime, "db" | "sealer">,
  before: string | null,
  after: string,
): Promise<boolean> {
  if (before === null) return false;
  const [one, other] = await Promise.all(
    [before, after].map((token) => findSession(db, sealer.hashToken(token))),
  );
  if (!one || !other) return false;
  return one.debtorId === other.debtorId && one.helperId === other.helperId;
}
