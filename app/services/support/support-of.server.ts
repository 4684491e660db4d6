import type { Queryable } from "#app/db/database.server.ts";
import { findSupport } from "#app/db/stores/support-needs.server.ts";
import { noSupport, type Support } from "#app/domain/notices/support.ts";
import type { Runtime } from "../ports.ts";

/** How a debtor wants to be written to and spoken with; nothing when they said nothing. */
export async function supportOf(
  { sealer }: Pick<Runtime, "sealer">,
  db: Queryable,
  debtorId: string,
): Promise<Support> {
  const row = await findSupport(db, debtorId);
  return row === null ? noSupport : sealer.open<Support>(supportBinding(row), row.sealed);
}

export function supportBinding(row: { readonly debtorId: string; readonly portfolioId: string }) {
  return { portfolioId: row.portfolioId, table: "support_need", id: row.debtorId };
}
