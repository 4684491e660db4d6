import type { Queryable, Tx } from "../database.server.ts";

/** The authority to charge a card; append-only, withdrawn by a row of its own. */
export interface MandateRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly planId: string;
  readonly debtorId: string;
  readonly version: string;
  readonly locale: string;
  /** Of the words in both languages. */
  readonly sha256: Buffer;
  /** {"texts","address","userAgent"} */
  readonly sealed: Buffer;
  readonly givenAt: Date;
}

export type WithdrawalReason = "turned-off" | "card-removed" | "replaced" | "plan-ended" | "unused";

export async function insertMandate(tx: Tx, mandate: MandateRow): Promise<void> {
  await tx.query(
    `insert into mandate (id, portfolio_id, account_id, plan_id, debtor_id, version, locale, sha256,
       sealed, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      mandate.id,
      mandate.portfolioId,
      mandate.accountId,
      mandate.planId,
      mandate.debtorId,
      mandate.version,
      mandate.locale,
      mandate.sha256,
      mandate.sealed,
      mandate.givenAt,
    ],
  );
}

export async function findMandate(db: Queryable, id: string): Promise<MandateRow | null> {
  const rows = await db.query<MandateRow>(
    `select id, portfolio_id as "portfolioId", account_id as "accountId", plan_id as "planId",
       debtor_id as "debtorId", version, locale, sha256, sealed, given_at as "givenAt"
     from mandate where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** A mandate is withdrawn once; what comes second changes nothing. */
export async function withdrawMandate(
  tx: Tx,
  withdrawal: {
    readonly mandateId: string;
    readonly portfolioId: string;
    readonly reason: WithdrawalReason;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  const { mandateId, portfolioId, reason, by, at } = withdrawal;
  await tx.query(
    `insert into mandate_withdrawal (mandate_id, portfolio_id, reason, withdrawn_by, at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [mandateId, portfolioId, reason, by, at],
  );
}

export async function isWithdrawn(db: Queryable, mandateId: string): Promise<boolean> {
  const text = "select 1 as found from mandate_withdrawal where mandate_id = $1";
  return (await db.query(text, [mandateId])).length > 0;
}
