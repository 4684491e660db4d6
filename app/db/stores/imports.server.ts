import type { Queryable } from "../database.server.ts";

/** One file that was brought in, and what became of its rows. */
export interface ImportRunRow {
  readonly id: string;
  readonly portfolioId: string;
  /** "accounts" or "balances". */
  readonly kind: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** The first refusals: [{"line","accountRef","column","reason"}] */
  readonly errors: unknown;
}

export type ImportCounts = Pick<ImportRunRow, "inserted" | "updated" | "unchanged" | "refused">;

const columns = `id, portfolio_id as "portfolioId", kind, file_name as "fileName",
  dry_run as "dryRun", started_by as "startedBy", started_at as "startedAt",
  finished_at as "finishedAt", inserted, updated, unchanged, refused, errors`;

export async function insertImportRun(
  db: Queryable,
  row: Pick<
    ImportRunRow,
    "id" | "portfolioId" | "kind" | "fileName" | "dryRun" | "startedBy" | "startedAt"
  >,
): Promise<void> {
  await db.query(
    `insert into import_run (id, portfolio_id, kind, file_name, dry_run, started_by, started_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.portfolioId, row.kind, row.fileName, row.dryRun, row.startedBy, row.startedAt],
  );
}

/** Says how far a run is; with `finishedAt`, that it is over. */
export async function updateImportRun(
  db: Queryable,
  id: string,
  counts: ImportCounts,
  errors: readonly object[],
  finishedAt: Date | null,
): Promise<void> {
  await db.query(
    `update import_run set inserted = $2, updated = $3, unchanged = $4, refused = $5,
       errors = $6, finished_at = $7 where id = $1`,
    [
      id,
      counts.inserted,
      counts.updated,
      counts.unchanged,
      counts.refused,
      JSON.stringify(errors),
      finishedAt,
    ],
  );
}

export async function findImportRun(db: Queryable, id: string): Promise<ImportRunRow | null> {
  const rows = await db.query<ImportRunRow>(`select ${columns} from import_run where id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

/** Newest first. */
export async function listImportRuns(
  db: Queryable,
  portfolioIds: readonly string[],
  limit: number,
): Promise<readonly ImportRunRow[]> {
  return db.query<ImportRunRow>(
    `select ${columns} from import_run where portfolio_id = any($1::uuid[])
     order by started_at desc, id desc limit $2`,
    [portfolioIds, limit],
  );
}
