import type { CaseGround, CaseKind, CaseOutcome } from "#app/domain/disputes/case.ts";
import type { CaseState } from "#app/domain/disputes/states.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** A dispute of a debt, or a complaint. */
export interface CaseRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  /** Whose it is: joint debtors do not see each other's. */
  readonly debtorId: string;
  readonly kind: CaseKind;
  readonly ground: CaseGround;
  readonly state: CaseState;
  /** 1; each time it is reopened, one more. */
  readonly round: number;
  readonly openedBy: string;
  readonly openedAt: Date;
  /** The clock of this round. */
  readonly clockFrom: Date;
  readonly dueAt: Date;
  /** Until when a summary is enough; null: there is no such route. */
  readonly summaryBy: Date | null;
  readonly extensions: number;
  /** The hold that it set; kept after it has ended. */
  readonly holdId: string | null;
  /** Of this round; null while it waits. */
  readonly outcome: CaseOutcome | null;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly currency: string;
  /** Taken off the balance by the answer, minor units, and the posting that says so. */
  readonly amount: bigint | null;
  readonly postingId: string | null;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  debtor_id as "debtorId", kind, ground, state, round, opened_by as "openedBy",
  opened_at as "openedAt", clock_from as "clockFrom", due_at as "dueAt",
  summary_by as "summaryBy", extensions, hold_id as "holdId", outcome,
  resolved_at as "resolvedAt", resolved_by as "resolvedBy", currency, amount,
  posting_id as "postingId"`;

export async function insertCase(tx: Tx, row: CaseRow): Promise<void> {
  await tx.query(
    `insert into case_file (id, portfolio_id, account_id, debtor_id, kind, ground, state, round,
       opened_by, opened_at, clock_from, due_at, summary_by, extensions, hold_id, currency)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      row.id,
      row.portfolioId,
      row.accountId,
      row.debtorId,
      row.kind,
      row.ground,
      row.state,
      row.round,
      row.openedBy,
      row.openedAt,
      row.clockFrom,
      row.dueAt,
      row.summaryBy,
      row.extensions,
      row.holdId,
      row.currency,
    ],
  );
}

/** Writes what an action made of a case. The caller holds the account's lock. */
export async function updateCase(tx: Tx, row: CaseRow): Promise<void> {
  await tx.query(
    `update case_file set state = $2, round = $3, clock_from = $4, due_at = $5, summary_by = $6,
       extensions = $7, hold_id = $8, outcome = $9, resolved_at = $10, resolved_by = $11,
       amount = $12, posting_id = $13 where id = $1`,
    [
      row.id,
      row.state,
      row.round,
      row.clockFrom,
      row.dueAt,
      row.summaryBy,
      row.extensions,
      row.holdId,
      row.outcome,
      row.resolvedAt,
      row.resolvedBy,
      row.amount,
      row.postingId,
    ],
  );
}

export async function findCase(db: Queryable, id: string): Promise<CaseRow | null> {
  const rows = await db.query<CaseRow>(`select ${columns} from case_file where id = $1`, [id]);
  return rows[0] ?? null;
}

/** A case of this debtor and ground that waits for an answer already. */
export async function findWaitingCase(
  db: Queryable,
  like: Pick<CaseRow, "accountId" | "debtorId" | "kind" | "ground">,
): Promise<CaseRow | null> {
  const rows = await db.query<CaseRow>(
    `select ${columns} from case_file where account_id = $1 and debtor_id = $2 and kind = $3
       and ground = $4 and state in ('open', 'asked')`,
    [like.accountId, like.debtorId, like.kind, like.ground],
  );
  return rows[0] ?? null;
}

/** A debtor's own cases on an account, newest first. */
export async function listCasesOf(
  db: Queryable,
  accountId: string,
  debtorId: string,
): Promise<readonly CaseRow[]> {
  return db.query<CaseRow>(
    `select ${columns} from case_file where account_id = $1 and debtor_id = $2
     order by opened_at desc, id desc limit 50`,
    [accountId, debtorId],
  );
}

/** The newest cases on an account, whoever raised them. */
export async function listAccountCases(
  db: Queryable,
  accountId: string,
  limit: number,
): Promise<readonly CaseRow[]> {
  return db.query<CaseRow>(
    `select ${columns} from case_file where account_id = $1
     order by opened_at desc, id desc limit $2`,
    [accountId, limit],
  );
}

export type ListedCase = CaseRow & {
  readonly accountRef: string;
  /** The debtor has added to it, and nobody has done anything with it since. */
  readonly added: boolean;
};

/** Cases of portfolios for staff: what waits by its clock, what is over newest first. */
export async function listStaffCases(
  db: Queryable,
  portfolioIds: readonly string[],
  { kind, waiting, limit }: { kind: CaseKind; waiting: boolean; limit: number },
): Promise<readonly ListedCase[]> {
  return db.query<ListedCase>(
    `select ${columns},
       (select ref from account where account.id = case_file.account_id) as "accountRef",
       coalesce((select case_step.kind = 'added' from case_step
        where case_step.case_id = case_file.id order by at desc, id desc limit 1), false) as added
     from case_file
     where portfolio_id = any($1::uuid[]) and kind = $2 and (state in ('open', 'asked')) = $3
     order by case when $3 then due_at end, opened_at desc, id desc limit $4`,
    [portfolioIds, kind, waiting, limit],
  );
}

/** Cases of portfolios, newest first: a page of them after the case `after`. */
export async function listCases(
  db: Queryable,
  portfolioIds: readonly string[],
  page: {
    readonly kind: CaseKind;
    readonly state: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<readonly CaseRow[]> {
  return db.query<CaseRow>(
    `select ${columns} from case_file where portfolio_id = any($1::uuid[]) and kind = $2
       and ($3::text is null or state = $3)
       and ($4::uuid is null or (opened_at, id)
         < (select opened_at, id from case_file where id = $4))
     order by opened_at desc, id desc limit $5`,
    [portfolioIds, page.kind, page.state, page.after, page.limit],
  );
}

/** How many wait for an answer, no further than a hundred, and whether one is late. */
export async function countWaitingCases(
  db: Queryable,
  portfolioIds: readonly string[],
  kind: CaseKind,
  now: Date,
): Promise<{ readonly count: number; readonly late: boolean }> {
  const rows = await db.query<{ count: number; late: boolean | null }>(
    `select count(*)::int as count, bool_or(due_at < $3) as late
     from (select due_at from case_file where portfolio_id = any($1::uuid[]) and kind = $2
             and state in ('open', 'asked') order by due_at limit 100) as waiting`,
    [portfolioIds, kind, now],
  );
  return { count: rows[0]?.count ?? 0, late: rows[0]?.late ?? false };
}

/** Complaints that wait for an answer due by `dueBy` and have had no holding letter this round. */
export async function listUnanswered(
  db: Queryable,
  dueBy: Date,
  after: string | null,
  limit: number,
): Promise<readonly CaseRow[]> {
  return db.query<CaseRow>(
    `select ${columns} from case_file
     where kind = 'complaint' and state in ('open', 'asked') and due_at <= $1
       and ($2::uuid is null or id > $2)
       and not exists (select 1 from case_step where case_step.case_id = case_file.id
         and case_step.round = case_file.round and case_step.kind = 'held-over')
     order by id limit $3`,
    [dueBy, after, limit],
  );
}
