import type { HardshipOutcome, OutcomeTerms } from "#app/domain/hardship/outcome.ts";
import type { HardshipState } from "#app/domain/hardship/states.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** A debtor who says that it is hard, and what was decided. */
export interface HardshipRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly debtorId: string;
  readonly statementId: string | null;
  readonly state: HardshipState;
  /** Sealed: reasons and words. */
  readonly sealed: Buffer;
  readonly crisis: boolean;
  readonly submittedAt: Date;
  /** By when a person answers; null: decided at once. */
  readonly answerBy: Date | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly outcome: HardshipOutcome | null;
  readonly terms: OutcomeTerms | null;
  /** The hold while a person looks at it, and the one that the outcome set. */
  readonly waitHoldId: string | null;
  readonly holdId: string | null;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  debtor_id as "debtorId", statement_id as "statementId", state, sealed, crisis,
  submitted_at as "submittedAt", answer_by as "answerBy", decided_at as "decidedAt",
  decided_by as "decidedBy", outcome, terms, wait_hold_id as "waitHoldId", hold_id as "holdId"`;

export async function insertHardship(tx: Tx, row: HardshipRow): Promise<void> {
  await tx.query(
    `insert into hardship_case (id, portfolio_id, account_id, debtor_id, statement_id, state,
       sealed, crisis, submitted_at, answer_by, decided_at, decided_by, outcome, terms,
       wait_hold_id, hold_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      row.id,
      row.portfolioId,
      row.accountId,
      row.debtorId,
      row.statementId,
      row.state,
      row.sealed,
      row.crisis,
      row.submittedAt,
      row.answerBy,
      row.decidedAt,
      row.decidedBy,
      row.outcome,
      row.terms === null ? null : JSON.stringify(row.terms),
      row.waitHoldId,
      row.holdId,
    ],
  );
}

/** Writes what an action made of a case. The caller holds the account's lock. */
export async function updateHardship(tx: Tx, row: HardshipRow): Promise<void> {
  await tx.query(
    `update hardship_case set state = $2, answer_by = $3, decided_at = $4, decided_by = $5,
       outcome = $6, terms = $7, wait_hold_id = $8, hold_id = $9, crisis = $10,
       statement_id = $11 where id = $1`,
    [
      row.id,
      row.state,
      row.answerBy,
      row.decidedAt,
      row.decidedBy,
      row.outcome,
      row.terms === null ? null : JSON.stringify(row.terms),
      row.waitHoldId,
      row.holdId,
      row.crisis,
      row.statementId,
    ],
  );
}

export async function findHardship(db: Queryable, id: string): Promise<HardshipRow | null> {
  const rows = await db.query<HardshipRow>(`select ${columns} from hardship_case where id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

/** The newest case of a debtor on an account; null when there was none. */
export async function newestHardship(
  db: Queryable,
  accountId: string,
  debtorId: string,
): Promise<HardshipRow | null> {
  const rows = await db.query<HardshipRow>(
    `select ${columns} from hardship_case where account_id = $1 and debtor_id = $2
     order by submitted_at desc, id desc limit 1`,
    [accountId, debtorId],
  );
  return rows[0] ?? null;
}

export type WaitingHardship = HardshipRow & {
  readonly accountRef: string;
  /** Something was added to it since it was told. */
  readonly added: boolean;
};

/** Cases that wait for a person, the earliest promise first. */
export async function listWaitingHardship(
  db: Queryable,
  portfolioIds: readonly string[],
  limit: number,
): Promise<readonly WaitingHardship[]> {
  return db.query<WaitingHardship>(
    `select ${columns},
       (select ref from account where account.id = hardship_case.account_id) as "accountRef",
       coalesce((select hardship_step.kind = 'added' from hardship_step
        where case_id = hardship_case.id order by at desc, id desc limit 1), false) as added
     from hardship_case
     where portfolio_id = any($1::uuid[]) and state in ('submitted', 'reopened')
     order by answer_by nulls last, id limit $2`,
    [portfolioIds, limit],
  );
}

/** Cases of some portfolios, newest first: a page of them after the case `after`. */
export async function listHardship(
  db: Queryable,
  portfolioIds: readonly string[],
  page: { readonly state: string | null; readonly after: string | null; readonly limit: number },
): Promise<readonly HardshipRow[]> {
  return db.query<HardshipRow>(
    `select ${columns} from hardship_case where portfolio_id = any($1::uuid[])
       and ($2::text is null or state = $2)
       and ($3::uuid is null or (submitted_at, id)
         < (select submitted_at, id from hardship_case where id = $3))
     order by submitted_at desc, id desc limit $4`,
    [portfolioIds, page.state, page.after, page.limit],
  );
}

type DueReview = Pick<HardshipRow, "id" | "portfolioId" | "accountId"> & { readonly to: string };

/** Token plans whose last day has come, where they are, and that no task was ever raised for. */
export async function listDueReviews(
  db: Queryable,
  now: Date,
  limit: number,
): Promise<readonly DueReview[]> {
  return db.query<DueReview>(
    `select one.id, one.portfolio_id as "portfolioId", one.account_id as "accountId",
       terms->>'to' as to
     from hardship_case one join portfolio on portfolio.id = one.portfolio_id
     where one.outcome = 'token-plan' and one.state in ('decided', 'answered')
       and (terms->>'to')::date <= ($1::timestamptz at time zone portfolio.time_zone)::date
       and not exists (select 1 from task where task.kind = 'hardship-review'
         and task.reference = one.id::text || ':' || (terms->>'to'))
     order by one.id limit $2`,
    [now, limit],
  );
}

/**
 * Cases whose space has no end yet (a crisis gave it), each time that `everyDays` have passed since
 * the decision, where they are: with the newest such day, none of whose work was raised or is still
 * open. One that is looked at again is work already.
 */
export async function listOpenCrises(
  db: Queryable,
  now: Date,
  everyDays: number,
  limit: number,
): Promise<readonly DueReview[]> {
  return db.query<DueReview>(
    `select id, portfolio_id as "portfolioId", account_id as "accountId", due::text as to
     from (
       select one.*, decided_on + $2::int * ((today - decided_on) / $2::int) as due
       from (
         select hardship_case.*,
           (decided_at at time zone portfolio.time_zone)::date as decided_on,
           ($1::timestamptz at time zone portfolio.time_zone)::date as today
         from hardship_case
           join portfolio on portfolio.id = hardship_case.portfolio_id
           join hold on hold.id = hardship_case.hold_id
         where state in ('decided', 'answered', 'withdrawn')
           and hold.to_on is null and hold.ended_at is null
       ) as one
     ) as two
     where due > decided_on
       and not exists (select 1 from task where task.kind = 'hardship-review'
         and starts_with(task.reference, two.id::text || ':')
         and (done_at is null or task.reference = two.id::text || ':' || due))
     order by id limit $3`,
    [now, everyDays, limit],
  );
}
