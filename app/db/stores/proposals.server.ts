import type { WithdrawnReason } from "#app/domain/plans/withdrawn.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** What a debtor asked for, and what became of it. */
export interface ProposalRow {
  readonly id: string;
  readonly accountId: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  /** The form of interfaces.md §5. */
  readonly ask: unknown;
  readonly answer: "accepted" | "counter" | "referred";
  readonly reasons: readonly string[];
  /** The plans that were offered instead, in the form of interfaces.md §5. */
  readonly nearest: unknown;
  readonly state: "answered" | "waiting" | "decided" | "withdrawn";
  readonly createdAt: Date;
  /** Until when a person answers; null: it was answered at once. */
  readonly answerBy: Date | null;
}

const columns = `id, account_id as "accountId", portfolio_id as "portfolioId",
  debtor_id as "debtorId", ask, answer, reasons, nearest, state, created_at as "createdAt",
  answer_by as "answerBy"`;

export async function insertProposal(tx: Tx, row: ProposalRow): Promise<void> {
  await tx.query(
    `insert into proposal (id, account_id, portfolio_id, debtor_id, ask, answer, reasons, nearest,
       state, created_at, answer_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.accountId,
      row.portfolioId,
      row.debtorId,
      JSON.stringify(row.ask),
      row.answer,
      row.reasons,
      JSON.stringify(row.nearest),
      row.state,
      row.createdAt,
      row.answerBy,
    ],
  );
}

export async function findProposal(db: Queryable, id: string): Promise<ProposalRow | null> {
  const rows = await db.query<ProposalRow>(`select ${columns} from proposal where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The newest proposal of a debtor for an account; null when there was none. */
export async function newestProposal(
  db: Queryable,
  accountId: string,
  debtorId: string,
): Promise<ProposalRow | null> {
  const rows = await db.query<ProposalRow>(
    `select ${columns} from proposal where account_id = $1 and debtor_id = $2
     order by created_at desc, id desc limit 1`,
    [accountId, debtorId],
  );
  return rows[0] ?? null;
}

/** What a debtor asked for at the same moment for other accounts, with their references. */
export async function listAskedBeside(
  db: Queryable,
  { id, debtorId, createdAt }: Pick<ProposalRow, "id" | "debtorId" | "createdAt">,
): Promise<readonly { readonly id: string; readonly accountRef: string }[]> {
  return db.query(
    `select proposal.id, account.ref as "accountRef"
     from proposal join account on account.id = proposal.account_id
     where proposal.debtor_id = $2 and proposal.created_at = $3 and proposal.id <> $1
     order by account.ref`,
    [id, debtorId, createdAt],
  );
}

/**
 * What a person has agreed to for an account since the plan in force there was signed, by a
 * proposal or in a hardship case; in the form of interfaces.md §5.
 */
export async function listAgreedAsks(
  db: Queryable,
  accountId: string,
): Promise<readonly unknown[]> {
  const rows = await db.query<{ ask: unknown }>(
    `select ask from (
       select ask, decided_at from proposal where account_id = $1 and state = 'decided'
         and decision->>'outcome' = 'accepted'
       union all
       select jsonb_build_object('amount', terms->>'amount', 'frequency', 'monthly',
         'firstDueOn', terms->>'firstDueOn'), decided_at
       from hardship_case where account_id = $1 and outcome = 'reduced-plan'
         and state in ('decided', 'answered')) as agreed
     where decided_at > all (select agreed_at from plan
       where account_id = $1 and state in ('agreed', 'active'))`,
    [accountId],
  );
  return rows.map(({ ask }) => ask);
}

/** What waits for a person on an account, whoever proposed it; the earliest promise first. */
export async function listWaitingOf(
  db: Queryable,
  accountId: string,
): Promise<readonly ProposalRow[]> {
  return db.query<ProposalRow>(
    `select ${columns} from proposal where account_id = $1 and state = 'waiting'
     order by answer_by nulls last, id`,
    [accountId],
  );
}

/** A proposal with what a person decided on it, or why it was let go of. */
export interface DecidedProposalRow extends ProposalRow {
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decision:
    | { readonly outcome: "accepted" | "declined"; readonly reason: string }
    | { readonly outcome: "withdrawn"; readonly reason: WithdrawnReason }
    | null;
}

const decidedColumns = `${columns}, decided_at as "decidedAt", decided_by as "decidedBy", decision`;

/** Proposals of some portfolios, newest first: a page of them after the proposal `after`. */
export async function listProposals(
  db: Queryable,
  portfolioIds: readonly string[],
  page: { readonly state: string | null; readonly after: string | null; readonly limit: number },
): Promise<readonly DecidedProposalRow[]> {
  return db.query<DecidedProposalRow>(
    `select ${decidedColumns} from proposal where portfolio_id = any($1::uuid[])
       and ($2::text is null or state = $2)
       and ($3::uuid is null
         or (created_at, id) < (select created_at, id from proposal where id = $3))
     order by created_at desc, id desc limit $4`,
    [portfolioIds, page.state, page.after, page.limit],
  );
}

export async function findDecidedProposal(
  db: Queryable,
  id: string,
): Promise<DecidedProposalRow | null> {
  const text = `select ${decidedColumns} from proposal where id = $1`;
  const rows = await db.query<DecidedProposalRow>(text, [id]);
  return rows[0] ?? null;
}
