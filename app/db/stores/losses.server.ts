import type { Queryable, Tx } from "../database.server.ts";

/** Money beyond a payment that is the creditor's loss, once somebody has said so; minor units. */
export interface LossRow {
  readonly id: string;
  readonly breakId: string;
  readonly portfolioId: string;
  readonly accountId: string;
  /** The refund or chargeback whose line in suspense it clears. */
  readonly postingId: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly note: string;
  /** Above the limit: whoever agrees is not who asked. */
  readonly twoPeople: boolean;
  readonly state: "waiting" | "written" | "undone";
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly agreedBy: string | null;
  readonly agreedAt: Date | null;
}

const columns = `id, break_id as "breakId", portfolio_id as "portfolioId",
  account_id as "accountId", posting_id as "postingId", currency, amount, note,
  two_people as "twoPeople", state, asked_by as "askedBy", asked_at as "askedAt",
  agreed_by as "agreedBy", agreed_at as "agreedAt"`;

/** Writes a loss down; false when its posting has one. */
export async function insertLoss(tx: Tx, loss: LossRow): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `insert into loss (id, break_id, portfolio_id, account_id, posting_id, currency, amount, note,
       two_people, state, asked_by, asked_at, agreed_by, agreed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (posting_id) do nothing returning id`,
    [
      loss.id,
      loss.breakId,
      loss.portfolioId,
      loss.accountId,
      loss.postingId,
      loss.currency,
      loss.amount,
      loss.note,
      loss.twoPeople,
      loss.state,
      loss.askedBy,
      loss.askedAt,
      loss.agreedBy,
      loss.agreedAt,
    ],
  );
  return rows.length === 1;
}

/** The loss that is asked for or written for a difference; null: none. */
export async function findLossOfBreak(db: Queryable, breakId: string): Promise<LossRow | null> {
  const text = `select ${columns} from loss where break_id = $1 and state <> 'undone'`;
  return (await db.query<LossRow>(text, [breakId]))[0] ?? null;
}

export async function findLossOfPosting(db: Queryable, postingId: string): Promise<LossRow | null> {
  const text = `select ${columns} from loss where posting_id = $1`;
  return (await db.query<LossRow>(text, [postingId]))[0] ?? null;
}

export async function setLossState(
  tx: Tx,
  id: string,
  state: "written" | "undone",
  by: string,
  at: Date,
): Promise<void> {
  await tx.query("update loss set state = $2, agreed_by = $3, agreed_at = $4 where id = $1", [
    id,
    state,
    by,
    at,
  ]);
}

/** Takes a wish back that waits for a second person; the audit log keeps it. */
export async function dropLoss(tx: Tx, id: string): Promise<void> {
  await tx.query("delete from loss where id = $1 and state = 'waiting'", [id]);
}

/** A line in suspense by which more went back than a payment held, and that stands. */
export interface Beyond {
  readonly postingId: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly currency: string;
  readonly amount: bigint;
}

/**
 * The line of a difference of the kind "chargeback:beyond-payment" or "refund:beyond-payment"; null
 * when the money came back. Differences from before postings stood in them are found by amount.
 */
export async function findBeyond(db: Queryable, breakId: string): Promise<Beyond | null> {
  const rows = await db.query<Beyond>(
    `select p.id as "postingId", p.portfolio_id as "portfolioId", p.account_id as "accountId",
       p.currency, e.amount
     from break b
     join posting p on p.account_id = b.account_id and b.kind = p.kind || ':beyond-payment'
     join entry e on e.posting_id = p.id and e.ledger_account = 'suspense'
     where b.id = $1 and e.amount::text = b.detail #>> '{beyond,amountMinor}'
       and coalesce(b.detail->>'posting', p.id::text) = p.id::text
       and not exists (select from posting u where u.reverses = p.id)
     order by p.id desc limit 1`,
    [breakId],
  );
  return rows[0] ?? null;
}

/** The open differences that a refund or chargeback with such a line has raised. */
export async function listBreaksOfBeyond(
  db: Queryable,
  postingId: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select b.id from break b join posting p on p.account_id = b.account_id
     join entry e on e.posting_id = p.id and e.ledger_account = 'suspense'
     where p.id = $1 and b.kind = p.kind || ':beyond-payment' and b.state = 'open'
       and e.amount::text = b.detail #>> '{beyond,amountMinor}'
       and coalesce(b.detail->>'posting', p.id::text) = p.id::text`,
    [postingId],
  );
  return rows.map(({ id }) => id);
}
