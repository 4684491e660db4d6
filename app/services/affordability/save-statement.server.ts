import { insertStatement } from "#app/db/stores/affordability-statements.server.ts";
import { lockDebtor } from "#app/db/stores/debtors.server.ts";
import type { AffordabilityStatement, StatementLine } from "#app/domain/plans/offer.ts";
import type { Household } from "#app/domain/plans/statement.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { type SealedStatement, statementBinding } from "./saved-statement.server.ts";

/** Saves what a debtor states; the one before is kept. Answers the id of the new one. */
export async function saveStatement(
  runtime: Runtime,
  { actor, debtor, portfolio }: Visit,
  statement: AffordabilityStatement,
  household: Household,
): Promise<string> {
  assert(actor.level >= 1, "only somebody inside states what they can afford");
  const at = new Date(runtime.clock.now());
  const { portfolioId } = debtor;
  const content: SealedStatement = {
    income: amountsOf(statement.income),
    spending: amountsOf(statement.spending),
    ...household,
  };
  return runtime.db.transaction(async (tx) => {
    await lockDebtor(tx, debtor.id);
    const id = runtime.ids.next();
    await insertStatement(tx, {
      id,
      portfolioId,
      debtorId: debtor.id,
      currency: portfolio.currency,
      sealed: runtime.sealer.seal(statementBinding({ id, portfolioId }), content),
      madeAt: at,
      confirmedAt: at,
    });
    return id;
  });
}

/** Nothing stated is left out: a line of nothing says no more. */
function amountsOf(lines: readonly StatementLine[]): Record<string, string> {
  const stated = lines.filter(({ monthlyMinor }) => monthlyMinor > 0n);
  return Object.fromEntries(stated.map(({ kind, monthlyMinor }) => [kind, `${monthlyMinor}`]));
}
