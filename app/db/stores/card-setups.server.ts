import type { Queryable, Tx } from "../database.server.ts";

/** One try to save a card; it exists before the provider is asked. */
export interface CardSetupRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly accountId: string;
  readonly planId: string;
  readonly debtorId: string;
  readonly mandateId: string;
  readonly provider: string;
  /** The call to the letter, so that it can be repeated. */
  readonly params: unknown;
  readonly reference: string | null;
  readonly redirectUrl: string | null;
  readonly state: "created" | "open" | "succeeded" | "failed" | "expired";
  readonly methodId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const columns = `id, portfolio_id as "portfolioId", account_id as "accountId", plan_id as "planId",
  debtor_id as "debtorId", mandate_id as "mandateId", provider, params, reference,
  redirect_url as "redirectUrl", state, method_id as "methodId", created_at as "createdAt",
  expires_at as "expiresAt"`;

export async function insertSetup(tx: Tx, setup: CardSetupRow): Promise<void> {
  await tx.query(
    `insert into card_setup (id, portfolio_id, account_id, plan_id, debtor_id, mandate_id, provider,
       params, state, created_at, updated_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)`,
    [
      setup.id,
      setup.portfolioId,
      setup.accountId,
      setup.planId,
      setup.debtorId,
      setup.mandateId,
      setup.provider,
      JSON.stringify(setup.params),
      setup.state,
      setup.createdAt,
      setup.expiresAt,
    ],
  );
}

export async function findSetup(db: Queryable, id: string): Promise<CardSetupRow | null> {
  const text = `select ${columns} from card_setup where id = $1`;
  return (await db.query<CardSetupRow>(text, [id]))[0] ?? null;
}

/** The setup with its row locked; lock the account first, as everybody does. */
export async function lockSetup(tx: Tx, id: string): Promise<CardSetupRow | null> {
  const text = `select ${columns} from card_setup where id = $1 for update`;
  return (await tx.query<CardSetupRow>(text, [id]))[0] ?? null;
}

export async function findSetupByReference(
  db: Queryable,
  reference: string,
): Promise<CardSetupRow | null> {
  const text = `select ${columns} from card_setup where reference = $1`;
  return (await db.query<CardSetupRow>(text, [reference]))[0] ?? null;
}

/** The provider holds a page for it; an answer that came before stands. */
export async function setSetupStarted(
  db: Queryable,
  id: string,
  started: { readonly reference: string; readonly redirectUrl: string },
  at: Date,
): Promise<void> {
  await db.query(
    `update card_setup set reference = coalesce(reference, $2), redirect_url = $3,
       state = case when state = 'created' then 'open' else state end, updated_at = $4
     where id = $1`,
    [id, started.reference, started.redirectUrl, at],
  );
}

export async function setSetupState(
  tx: Tx,
  id: string,
  change: {
    readonly state: CardSetupRow["state"];
    readonly methodId: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    "update card_setup set state = $2, method_id = $3, updated_at = $4 where id = $1",
    [id, change.state, change.methodId, change.at],
  );
}

/** Takes setups that nobody has looked at since `before`; two sweepers never take the same. */
export async function claimUnsettledSetups(
  db: Queryable,
  before: Date,
  now: Date,
  limit: number,
): Promise<readonly CardSetupRow[]> {
  return db.query<CardSetupRow>(
    `with due as (
       select id as due_id from card_setup
       where state in ('created', 'open') and updated_at <= $1
       order by updated_at limit $3 for update skip locked)
     update card_setup set updated_at = $2 from due where id = due_id returning ${columns}`,
    [before, now, limit],
  );
}
