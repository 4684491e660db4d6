import { findHardship } from "#app/db/stores/hardship-cases.server.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** The currency in which a case's amounts are said; null: no such case for this actor. */
export async function hardshipCurrency(
  { db }: Runtime,
  actor: Actor,
  caseId: string,
): Promise<Currency | null> {
  const row = isUuid(caseId) ? await findHardship(db, caseId) : null;
  if (row === null || !worksIn(actor, row.portfolioId)) return null;
  return (await loadPortfolio(db, row.portfolioId)).currency;
}
