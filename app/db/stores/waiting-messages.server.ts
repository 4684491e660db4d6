import type { Queryable, Tx } from "../database.server.ts";

/** A message that a rule of contact stopped until a time. Days are ISO dates. */
export interface WaitingMessageRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly accountId: string;
  readonly kind: "plan-reminder" | "plan-missed" | "plan-broken" | "plan-over" | "message-begun";
  /** The plan or the thread. */
  readonly reference: string;
  /** The instalment and its day, a message of the thread and its day, or 0 and that of a break. */
  readonly n: number;
  readonly saidOn: string;
  /** The line of the contact ledger that was decided last. */
  readonly contactId: string;
  readonly wantedAt: Date;
  readonly notBefore: Date;
}

/** What a message is about: enough to say it again, and to know whether it is still so. */
export type WaitingWords = Pick<
  WaitingMessageRow,
  "portfolioId" | "debtorId" | "accountId" | "kind" | "reference" | "n" | "saidOn"
>;

export type WaitingEnd = "sent" | "blocked" | "no-longer-so" | "too-old";

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId",
  account_id as "accountId", kind, reference, n, said_on as "saidOn",
  contact_id as "contactId", wanted_at as "wantedAt", not_before as "notBefore"`;

const insertion = `insert into waiting_message (id, portfolio_id, debtor_id, account_id, kind,
    reference, n, said_on, contact_id, wanted_at, not_before, state)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting')
  on conflict (kind, reference, n, said_on)`;

const valuesOf = (row: WaitingMessageRow) => [
  row.id,
  row.portfolioId,
  row.debtorId,
  row.accountId,
  row.kind,
  row.reference,
  row.n,
  row.saidOn,
  row.contactId,
  row.wantedAt,
  row.notBefore,
];

/** Lets a message wait; one about the same thing and day is there once. */
export async function insertWaiting(tx: Tx, row: WaitingMessageRow): Promise<void> {
  await tx.query(`${insertion} do nothing`, valuesOf(row));
}

/**
 * Lets a message wait that was on its way: again, and since it first did, where it had waited
 * before. Answers the row as it stands.
 */
export async function putBackToWait(tx: Tx, row: WaitingMessageRow): Promise<WaitingMessageRow> {
  const rows = await tx.query<WaitingMessageRow>(
    `${insertion} do update set state = 'waiting', ended_at = null,
       contact_id = excluded.contact_id, not_before = excluded.not_before
     returning ${columns}`,
    valuesOf(row),
  );
  return rows[0] as WaitingMessageRow;
}

/**
 * Passes words on that were not said to another plan signed together with theirs, which kept
 * silent about the same day for them: to the first one in force of which they were not to be said
 * before. It waits since then too.
 */
export async function passWaitingOn(
  tx: Tx,
  of: WaitingMessageRow,
  noted: "reminded" | "missed",
  id: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into waiting_message (id, portfolio_id, debtor_id, account_id, kind, reference,
       n, said_on, contact_id, wanted_at, not_before, state)
     select $1, p.portfolio_id, p.debtor_id, p.account_id, $3, p.id, c.n, c.from_on,
       $6, $7, $8, 'waiting'
     from plan own
     join plan p on p.group_id = own.group_id and p.id <> own.id
     join plan_change c on c.plan_id = p.id and c.kind = $5 and c.from_on = $4::date
     where own.id = $2::uuid and p.state in ('agreed', 'active') and not exists (
       select from waiting_message w where w.kind = $3 and w.reference = p.id
         and w.n = c.n and w.said_on = c.from_on)
     order by p.id limit 1
     on conflict (kind, reference, n, said_on) do nothing`,
    [id, of.reference, of.kind, of.saidOn, noted, of.contactId, of.wantedAt, now],
  );
}

/** What waits of a debtor. */
export async function listWaitingOf(
  db: Queryable,
  debtorId: string,
): Promise<readonly Pick<WaitingMessageRow, "contactId" | "notBefore">[]> {
  return db.query(
    `select contact_id as "contactId", not_before as "notBefore" from waiting_message
     where debtor_id = $1 and state = 'waiting'`,
    [debtorId],
  );
}

/** Those whose time has come, the longest waiting first. */
export async function listWaitingDue(
  db: Queryable,
  now: Date,
  limit: number,
): Promise<readonly Pick<WaitingMessageRow, "id" | "accountId">[]> {
  return db.query(
    `select id, account_id as "accountId" from waiting_message
     where state = 'waiting' and not_before <= $1 order by not_before, id limit $2`,
    [now, limit],
  );
}

/** The row for this transaction alone; null: its time has not come, or somebody else was faster. */
export async function takeWaiting(
  tx: Tx,
  id: string,
  now: Date,
): Promise<WaitingMessageRow | null> {
  const rows = await tx.query<WaitingMessageRow>(
    `select ${columns} from waiting_message
     where id = $1 and state = 'waiting' and not_before <= $2 for update skip locked`,
    [id, now],
  );
  return rows[0] ?? null;
}

/** Another rule stops it until another time. */
export async function waitOn(
  tx: Tx,
  id: string,
  { contactId, notBefore }: Pick<WaitingMessageRow, "contactId" | "notBefore">,
): Promise<void> {
  const text = "update waiting_message set contact_id = $2, not_before = $3 where id = $1";
  await tx.query(text, [id, contactId, notBefore]);
}

/** Ends the waiting. `contactId`: what was decided in the end, where it was asked again. */
export async function endWaiting(
  tx: Tx,
  id: string,
  end: WaitingEnd,
  at: Date,
  contactId: string | null = null,
): Promise<void> {
  await tx.query(
    `update waiting_message set state = $2, ended_at = $3, contact_id = coalesce($4, contact_id)
     where id = $1`,
    [id, end, at, contactId],
  );
}
