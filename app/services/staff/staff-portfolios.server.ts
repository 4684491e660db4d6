import { listPortfolios, type PortfolioRow } from "#app/db/stores/portfolios.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** The portfolios that a member of staff works in, by code. */
export async function staffPortfolios(
  runtime: Runtime,
  actor: StaffActor,
): Promise<readonly PortfolioRow[]> {
  const all = await listPortfolios(runtime.db);
  return all.filter((portfolio) => actor.portfolioIds.includes(portfolio.id));
}

/** Those that a page asks for by code: one, or all of them when it names none of theirs. */
export function chosenPortfolios(
  own: readonly PortfolioRow[],
  code: string | null,
): readonly PortfolioRow[] {
  const chosen = own.filter((portfolio) => portfolio.code === code);
  return chosen.length > 0 ? chosen : own;
}
