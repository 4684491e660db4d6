import type { AttemptState } from "#app/domain/payments/attempt.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** One try to pay (payments.md §3); it exists before the provider is asked. Minor units. */
export interface AttemptRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly debtorId: string;
  readonly sessionId: string | null;
  readonly purpose: string;
  readonly obligation: string;
  readonly choice: string;
  readonly planId: string | null;
  readonly currency: string;
  readonly amount: bigint;
  /** Of the whole charge: the sum of all attempts with this leader. */
  readonly total: bigint;
  /** The attempt that the provider knows; itself, but in a payment of several accounts. */
  readonly leaderId: string;
  /** Somebody else pays, by this link; null: the debtor. */
  readonly payerLinkId: string | null;
  readonly state: AttemptState;
  readonly provider: string;
  /** The create call to the letter, so that it can be repeated. */
  readonly params: unknown;
  readonly reference: string | null;
  readonly intentRef: string | null;
  readonly redirectUrl: string | null;
  /** A PaymentFailureKey of the last try, or a refusal of the provider. */
  readonly failure: string | null;
  /** `none`: not asked yet; `unknown`: asked, no answer; `answered`. */
  readonly callState: "none" | "unknown" | "answered";
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId",
  debtor_id as "debtorId", session_id as "sessionId", purpose, obligation, choice,
  plan_id as "planId", currency, amount, total, leader_id as "leaderId",
  payer_link_id as "payerLinkId", state, provider, params, reference,
  intent_ref as "intentRef", redirect_url as "redirectUrl", failure, call_state as "callState",
  created_at as "createdAt", updated_at as "updatedAt", expires_at as "expiresAt"`;

const unsettled = "('created', 'open', 'processing')";

/** An attempt on one account alone need not say that it leads itself. */
export type NewAttempt = Omit<AttemptRow, "total" | "leaderId" | "payerLinkId"> &
  Partial<Pick<AttemptRow, "total" | "leaderId" | "payerLinkId">>;

export async function insertAttempt(tx: Tx, attempt: NewAttempt): Promise<void> {
  await tx.query(
    `insert into payment_attempt (id, portfolio_id, account_id, debtor_id, session_id, purpose,
       obligation, choice, plan_id, currency, amount, state, provider, params, call_state,
       created_at, updated_at, expires_at, total, leader_id, payer_link_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
       $19, $20, $21)`,
    [
      attempt.id,
      attempt.portfolioId,
      attempt.accountId,
      attempt.debtorId,
      attempt.sessionId,
      attempt.purpose,
      attempt.obligation,
      attempt.choice,
      attempt.planId,
      attempt.currency,
      attempt.amount,
      attempt.state,
      attempt.provider,
      JSON.stringify(attempt.params),
      attempt.callState,
      attempt.createdAt,
      attempt.updatedAt,
      attempt.expiresAt,
      attempt.total ?? attempt.amount,
      attempt.leaderId ?? attempt.id,
      attempt.payerLinkId ?? null,
    ],
  );
}

export async function findAttempt(db: Queryable, id: string): Promise<AttemptRow | null> {
  const rows = await db.query<AttemptRow>(`select ${columns} from payment_attempt where id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

/** The attempt with its row locked; lock the account first, as everybody does. */
export async function lockAttempt(tx: Tx, id: string): Promise<AttemptRow | null> {
  const text = `select ${columns} from payment_attempt where id = $1 for update`;
  const rows = await tx.query<AttemptRow>(text, [id]);
  return rows[0] ?? null;
}

/** All attempts of one charge, in the order of their accounts: the order of every lock. */
export async function listTogether(
  db: Queryable,
  leaderId: string,
): Promise<readonly AttemptRow[]> {
  const text = `select ${columns} from payment_attempt where leader_id = $1 order by account_id`;
  return db.query<AttemptRow>(text, [leaderId]);
}

/** The same with their rows locked. */
export async function lockTogether(tx: Tx, leaderId: string): Promise<readonly AttemptRow[]> {
  const text = `select ${columns} from payment_attempt where leader_id = $1
    order by account_id for update`;
  return tx.query<AttemptRow>(text, [leaderId]);
}

export async function findAttemptByReference(
  db: Queryable,
  reference: string,
): Promise<AttemptRow | null> {
  const text = `select ${columns} from payment_attempt where reference = $1`;
  const rows = await db.query<AttemptRow>(text, [reference]);
  return rows[0] ?? null;
}

/** The attempt that may still bring money; at most one, by a partial unique index. */
export async function findUnsettledAttempt(
  db: Queryable,
  obligation: string,
  purpose: string,
): Promise<AttemptRow | null> {
  const rows = await db.query<AttemptRow>(
    `select ${columns} from payment_attempt
     where obligation = $1 and purpose = $2 and state in ${unsettled}`,
    [obligation, purpose],
  );
  return rows[0] ?? null;
}

/** This debtor's own newest attempt on any account; the one that the provider knows. */
export async function findNewestAttempt(
  db: Queryable,
  debtorId: string,
): Promise<AttemptRow | null> {
  const rows = await db.query<AttemptRow>(
    `select ${columns} from payment_attempt
     where debtor_id = $1 and payer_link_id is null and id = leader_id
     order by created_at desc, id desc limit 1`,
    [debtorId],
  );
  return rows[0] ?? null;
}

/** Attempts of an account, newest first. */
export async function listAttempts(
  db: Queryable,
  accountId: string,
): Promise<readonly AttemptRow[]> {
  return db.query<AttemptRow>(
    `select ${columns} from payment_attempt where account_id = $1
     order by created_at desc, id desc`,
    [accountId],
  );
}

/** The provider holds it: how to reach its page. Keeps what an earlier answer said. */
export async function setAttemptStarted(
  tx: Tx,
  id: string,
  started: { readonly reference: string; readonly redirectUrl: string; readonly expiresAt: Date },
  at: Date,
): Promise<void> {
  await tx.query(
    `update payment_attempt set reference = coalesce(reference, $2), redirect_url = $3,
       expires_at = $4, call_state = 'answered', updated_at = $5
     where id = $1`,
    [id, started.reference, started.redirectUrl, started.expiresAt, at],
  );
}

export interface AttemptChange {
  readonly state: AttemptState;
  readonly failure: string | null;
  /** Null keeps what is known. */
  readonly reference: string | null;
  readonly intentRef: string | null;
  readonly at: Date;
}

/**
 * What was found out, for all attempts of the charge; `leaderId` names them. The caller holds
 * their locks and decided by the state table.
 */
export async function updateAttempt(
  tx: Tx,
  leaderId: string,
  change: AttemptChange,
): Promise<void> {
  await tx.query(
    `update payment_attempt set state = $2, failure = $3,
       reference = case when id = $1 then coalesce(reference, $4) end,
       intent_ref = coalesce($5, intent_ref), updated_at = $6,
       call_state = case when $4::text is null then call_state else 'answered' end
     where leader_id = $1`,
    [leaderId, change.state, change.failure, change.reference, change.intentRef, change.at],
  );
}

/** The call was made and nobody can say what came of it. */
export async function setAttemptUnknown(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query(
    `update payment_attempt set call_state = 'unknown', updated_at = $2
     where id = $1 and state = 'created'`,
    [id, at],
  );
}

/**
 * Takes attempts that nobody has looked at since `before`, the longest waiting first, and marks
 * them as looked at, so that two sweepers never take the same.
 */
export async function claimUnsettledAttempts(
  db: Queryable,
  before: Date,
  now: Date,
  limit: number,
): Promise<readonly AttemptRow[]> {
  return db.query<AttemptRow>(
    `with due as (
       select id as due_id from payment_attempt
       where state in ${unsettled} and updated_at <= $1 and id = leader_id
       order by updated_at limit $3 for update skip locked)
     update payment_attempt set updated_at = $2 from due where id = due_id
     returning ${columns}`,
    [before, now, limit],
  );
}
