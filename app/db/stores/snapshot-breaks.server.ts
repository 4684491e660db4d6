import type { Queryable } from "../database.server.ts";

export interface SnapshotBreakRow {
  readonly id: string;
  readonly accountId: string;
  /** "snapshot:amounts-differ" and the like. */
  readonly kind: string;
  /** The same statement raises its break once. */
  readonly reference: string;
  readonly detail: unknown;
}

/** Raises what a snapshot leaves unexplained, for staff to see (domain.md §10). */
export async function raiseSnapshotBreaks(
  db: Queryable,
  portfolioId: string,
  breaks: readonly SnapshotBreakRow[],
): Promise<void> {
  if (breaks.length === 0) return;
  await db.query(
    `insert into break (id, portfolio_id, account_id, kind, reference, detail)
     select id, $1, account_id, kind, reference, detail::jsonb
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
       as t(id, account_id, kind, reference, detail)
     on conflict (kind, reference) do nothing`,
    [
      portfolioId,
      breaks.map((one) => one.id),
      breaks.map((one) => one.accountId),
      breaks.map((one) => one.kind),
      breaks.map((one) => one.reference),
      breaks.map((one) => JSON.stringify(one.detail)),
    ],
  );
}
