import type { Queryable, Tx } from "../database.server.ts";

export type CaseState = "open" | "waiting" | "released" | "returned" | "moved";

/** What a first person wants to be done with money in suspense. */
export interface CaseWish {
  readonly act: "release" | "return" | "move";
  /** The account that it belongs to, for a release. */
  readonly accountId: string | null;
  /** Where it went, for the others: the bank's or the other book's reference. */
  readonly note: string;
  /** Since when (epoch ms) the provider is asked to give it back: until it says no, it may have. */
  readonly askedAt?: number;
}

/** Money in suspense; amounts in minor units of the currency in which it came. */
export interface CaseRow {
  readonly id: string;
  readonly breakId: string;
  readonly portfolioId: string | null;
  readonly accountId: string | null;
  readonly attemptId: string | null;
  readonly source: "stripe" | "bank";
  readonly reference: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly effectiveOn: string;
  readonly receivedAt: Date;
  readonly postingId: string | null;
  readonly housePostingId: string | null;
  readonly suggestionId: string | null;
  readonly state: CaseState;
  readonly wish: CaseWish | null;
  readonly wishedBy: string | null;
  readonly wishedAt: Date | null;
  readonly paymentId: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

export type NewCase = Omit<
  CaseRow,
  "state" | "wish" | "wishedBy" | "wishedAt" | "paymentId" | "decidedBy" | "decidedAt"
>;

const columns = `id, break_id as "breakId", portfolio_id as "portfolioId",
  account_id as "accountId", attempt_id as "attemptId", source, reference, currency, amount,
  effective_on as "effectiveOn", received_at as "receivedAt", posting_id as "postingId",
  house_posting_id as "housePostingId", suggestion_id as "suggestionId", state, wish,
  wished_by as "wishedBy", wished_at as "wishedAt", payment_id as "paymentId",
  decided_by as "decidedBy", decided_at as "decidedAt"`;

/** Opens a case; false when this money has one. */
export async function insertCase(tx: Tx, one: NewCase): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `insert into suspense_case (id, break_id, portfolio_id, account_id, attempt_id, source,
       reference, currency, amount, effective_on, received_at, posting_id, house_posting_id,
       suggestion_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (source, reference) do nothing returning id`,
    [
      one.id,
      one.breakId,
      one.portfolioId,
      one.accountId,
      one.attemptId,
      one.source,
      one.reference,
      one.currency,
      one.amount,
      one.effectiveOn,
      one.receivedAt,
      one.postingId,
      one.housePostingId,
      one.suggestionId,
    ],
  );
  return rows.length === 1;
}

export async function findCase(db: Queryable, id: string): Promise<CaseRow | null> {
  const rows = await db.query<CaseRow>(`select ${columns} from suspense_case where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function findCaseOfBreak(db: Queryable, breakId: string): Promise<CaseRow | null> {
  const text = `select ${columns} from suspense_case where break_id = $1`;
  const rows = await db.query<CaseRow>(text, [breakId]);
  return rows[0] ?? null;
}

export async function findCaseByReference(
  db: Queryable,
  source: CaseRow["source"],
  reference: string,
): Promise<CaseRow | null> {
  const text = `select ${columns} from suspense_case where source = $1 and reference = $2`;
  const rows = await db.query<CaseRow>(text, [source, reference]);
  return rows[0] ?? null;
}

/** The case with its row locked; an account that it moves money to is locked first. */
export async function lockCase(tx: Tx, id: string): Promise<CaseRow | null> {
  const text = `select ${columns} from suspense_case where id = $1 for update`;
  const rows = await tx.query<CaseRow>(text, [id]);
  return rows[0] ?? null;
}

/** Notes what a first person wants; a second one decides. */
export async function setCaseWish(
  tx: Tx,
  id: string,
  wish: CaseWish,
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `update suspense_case set state = 'waiting', wish = $2, wished_by = $3, wished_at = $4
     where id = $1`,
    [id, JSON.stringify(wish), by, at],
  );
}

/** The second person said no, or the first thought better of it. */
export async function dropCaseWish(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update suspense_case set state = 'open', wish = null, wished_by = null, wished_at = null
     where id = $1`,
    [id],
  );
}

export interface CaseDecision {
  readonly state: "released" | "returned" | "moved";
  readonly paymentId: string | null;
  readonly by: string;
  readonly at: Date;
}

/** The money has left suspense. */
export async function endCase(tx: Tx, id: string, decision: CaseDecision): Promise<void> {
  await tx.query(
    `update suspense_case set state = $2, payment_id = $3, decided_by = $4, decided_at = $5
     where id = $1`,
    [id, decision.state, decision.paymentId, decision.by, decision.at],
  );
}
