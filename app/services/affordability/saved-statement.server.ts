import type { Queryable } from "#app/db/database.server.ts";
import {
  findStatement,
  newestStatement,
  type StatementRow,
} from "#app/db/stores/affordability-statements.server.ts";
import type { AffordabilityStatement } from "#app/domain/plans/offer.ts";
import type { Household } from "#app/domain/plans/statement.ts";
import type { Runtime } from "../ports.ts";

/** A saved statement, opened; amounts a month in minor units. */
export interface SavedStatement {
  readonly id: string;
  readonly statement: AffordabilityStatement;
  readonly household: Household;
  readonly madeAt: number;
  /** When the debtor last said that it is true, epoch milliseconds. */
  readonly confirmedAt: number;
}

/** As it is sealed: minor units as text. */
export interface SealedStatement extends Household {
  readonly income: Readonly<Record<string, string>>;
  readonly spending: Readonly<Record<string, string>>;
}

/** What a debtor stated last; null: nothing yet. */
export async function savedStatement(
  runtime: Pick<Runtime, "sealer">,
  db: Queryable,
  debtorId: string,
): Promise<SavedStatement | null> {
  const row = await newestStatement(db, debtorId);
  return row && openStatement(runtime, row);
}

/** One statement by its id, as a case keeps it. */
export async function statementById(
  runtime: Pick<Runtime, "sealer">,
  db: Queryable,
  id: string,
): Promise<SavedStatement | null> {
  const row = await findStatement(db, id);
  return row && openStatement(runtime, row);
}

function openStatement({ sealer }: Pick<Runtime, "sealer">, row: StatementRow): SavedStatement {
  const { income, spending, adults, children } = sealer.open<SealedStatement>(
    statementBinding(row),
    row.sealed,
  );
  return {
    id: row.id,
    statement: { income: linesOf(income), spending: linesOf(spending) },
    household: { adults, children },
    madeAt: row.madeAt.getTime(),
    confirmedAt: row.confirmedAt.getTime(),
  };
}

export function statementBinding({ id, portfolioId }: Pick<StatementRow, "id" | "portfolioId">) {
  return { portfolioId, table: "affordability_statement", id };
}

function linesOf(amounts: Readonly<Record<string, string>>) {
  return Object.entries(amounts).map(([kind, text]) => ({ kind, monthlyMinor: BigInt(text) }));
}
