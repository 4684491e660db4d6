import type { LockCounters } from "#app/domain/verification/lockout.ts";
import type { Queryable, Tx } from "../database.server.ts";

interface LockRow {
  readonly subject: Buffer;
  readonly failedAt: readonly Date[];
  readonly failures: number;
  readonly locks: number;
  readonly lockedUntil: Date | null;
}

const columns = `subject, failed_at as "failedAt", failures, locks, locked_until as "lockedUntil"`;

/** Counters in the order of the subjects; a subject that never failed has none yet. */
export async function readLocks(
  db: Queryable,
  subjects: readonly Buffer[],
): Promise<readonly (LockCounters | null)[]> {
  const text = `select ${columns} from lock_counter where subject = any($1::bytea[])`;
  return inOrder(subjects, await db.query<LockRow>(text, [subjects]));
}

/** The same with their rows locked, made where they are missing, so that answers queue up. */
export async function holdLocks(
  tx: Tx,
  subjects: readonly Buffer[],
): Promise<readonly (LockCounters | null)[]> {
  const sorted = [...subjects].sort(Buffer.compare);
  await tx.query(
    "insert into lock_counter (subject) select unnest($1::bytea[]) on conflict do nothing",
    [sorted],
  );
  const text = `select ${columns} from lock_counter where subject = any($1::bytea[])
    order by subject for update`;
  return inOrder(subjects, await tx.query<LockRow>(text, [sorted]));
}

export async function writeLock(
  tx: Tx,
  subject: Buffer,
  counters: LockCounters,
  at: Date,
): Promise<void> {
  await tx.query(
    `update lock_counter set failed_at = $2, failures = $3, locks = $4, locked_until = $5,
       updated_at = $6 where subject = $1`,
    [
      subject,
      counters.failedAt.map((failedAt) => new Date(failedAt)),
      counters.failures,
      counters.locks,
      counters.lockedUntil === null ? null : new Date(counters.lockedUntil),
      at,
    ],
  );
}

function inOrder(
  subjects: readonly Buffer[],
  rows: readonly LockRow[],
): readonly (LockCounters | null)[] {
  const found = new Map(rows.map((row) => [row.subject.toString("hex"), countersOf(row)]));
  return subjects.map((subject) => found.get(subject.toString("hex")) ?? null);
}

function countersOf(row: LockRow): LockCounters {
  return {
    failedAt: row.failedAt.map((at) => at.getTime()),
    failures: row.failures,
    locks: row.locks,
    lockedUntil: row.lockedUntil?.getTime() ?? null,
  };
}
