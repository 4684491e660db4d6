import type { Queryable, Tx } from "../database.server.ts";

/** One try to charge one instalment; its money is its attempt's. Minor units. */
export interface ChargeRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly autopayId: string;
  readonly accountId: string;
  readonly planId: string;
  readonly n: number;
  readonly try: number;
  readonly attemptId: string;
  readonly amount: bigint;
  /** `claimed`: the provider has not been asked; `asked`: it has; `dropped`: it never was. */
  readonly state: "claimed" | "asked" | "succeeded" | "requires-payer" | "declined" | "dropped";
  readonly code: string | null;
  /** The day in the portfolio's zone. */
  readonly triedOn: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const columns = `id, portfolio_id as "portfolioId", autopay_id as "autopayId",
  account_id as "accountId", plan_id as "planId", n, try, attempt_id as "attemptId", amount, state,
  code, tried_on as "triedOn", created_at as "createdAt", ended_at as "endedAt"`;

/** The next try of an instalment: the number is given here, under the account's lock. */
export async function insertCharge(
  tx: Tx,
  charge: Omit<ChargeRow, "try" | "code" | "endedAt">,
): Promise<void> {
  await tx.query(
    `insert into autopay_charge (id, portfolio_id, autopay_id, account_id, plan_id, n, try,
       attempt_id, amount, state, tried_on, created_at)
     select $1, $2, $3, $4, $5, $6, coalesce(max(try), 0) + 1, $7, $8, $9, $10, $11
     from autopay_charge where plan_id = $5 and n = $6`,
    [
      charge.id,
      charge.portfolioId,
      charge.autopayId,
      charge.accountId,
      charge.planId,
      charge.n,
      charge.attemptId,
      charge.amount,
      charge.state,
      charge.triedOn,
      charge.createdAt,
    ],
  );
}

export async function findChargeOfAttempt(
  db: Queryable,
  attemptId: string,
): Promise<ChargeRow | null> {
  const text = `select ${columns} from autopay_charge where attempt_id = $1`;
  return (await db.query<ChargeRow>(text, [attemptId]))[0] ?? null;
}

/** Tries of a plan, oldest first. */
export async function listCharges(db: Queryable, planId: string): Promise<readonly ChargeRow[]> {
  const text = `select ${columns} from autopay_charge where plan_id = $1 order by created_at, id`;
  return db.query<ChargeRow>(text, [planId]);
}

export async function setChargeState(
  tx: Tx,
  id: string,
  change: {
    readonly state: Exclude<ChargeRow["state"], "claimed">;
    readonly code: string | null;
    /** Null: not ended. */
    readonly endedAt: Date | null;
  },
): Promise<void> {
  await tx.query("update autopay_charge set state = $2, code = $3, ended_at = $4 where id = $1", [
    id,
    change.state,
    change.code,
    change.endedAt,
  ]);
}

/** The notice before a charge. */
export interface NoticeRow {
  readonly autopayId: string;
  readonly portfolioId: string;
  readonly n: number;
  readonly chargeOn: string;
  readonly amount: bigint;
  /** Null: read on the page on which autopay was turned on. */
  readonly contactId: string | null;
  readonly toldAt: Date;
}

/** Keeps a notice; a later one of the same day names the sum that counts. */
export async function keepNotice(tx: Tx, notice: NoticeRow): Promise<void> {
  await tx.query(
    `insert into autopay_notice (autopay_id, portfolio_id, n, charge_on, amount, contact_id,
       told_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (autopay_id, n, charge_on) do update
       set amount = excluded.amount, contact_id = excluded.contact_id, told_at = excluded.told_at`,
    [
      notice.autopayId,
      notice.portfolioId,
      notice.n,
      notice.chargeOn,
      notice.amount,
      notice.contactId,
      notice.toldAt,
    ],
  );
}

export async function listNotices(db: Queryable, autopayId: string): Promise<readonly NoticeRow[]> {
  return db.query<NoticeRow>(
    `select autopay_id as "autopayId", portfolio_id as "portfolioId", n, charge_on as "chargeOn",
       amount, contact_id as "contactId", told_at as "toldAt"
     from autopay_notice where autopay_id = $1 order by charge_on, told_at`,
    [autopayId],
  );
}
