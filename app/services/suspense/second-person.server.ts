import type { Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/suspense-cases.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";

/**
 * Whether a second person has to agree: above the portfolio's limit for money that leaves, in any
 * amount where the limit is of another currency or where nobody knows the portfolio.
 */
export async function needsSecondPerson(tx: Tx, one: CaseRow): Promise<boolean> {
  if (one.portfolioId === null) return true;
  const { currency, policy } = await loadPortfolio(tx, one.portfolioId);
  if (currency !== one.currency) return true;
  return one.amount > (policy.refundApprovalAboveMinor ?? 0n);
}
