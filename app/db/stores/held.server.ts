import type { Queryable } from "../database.server.ts";

export interface HeldQuery {
  readonly table: string;
  readonly columns: readonly string[];
  readonly where: string;
  readonly order: string;
}

/**
 * Rows of one table that are about a debtor ($1) and the accounts that they owe ($2). Names and
 * conditions come from lists in the code, never from a visitor.
 */
export async function heldRows(
  db: Queryable,
  { table, columns, where, order }: HeldQuery,
  debtorId: string,
  accountIds: readonly string[],
): Promise<readonly Record<string, unknown>[]> {
  // Naming both keeps the statement valid where a condition needs only one of them.
  const text = `select ${columns.join(", ")} from ${table}
    where ($1::uuid is not null and $2::uuid[] is not null) and (${where}) order by ${order}`;
  return db.query(text, [debtorId, accountIds]);
}
