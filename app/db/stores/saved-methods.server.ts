import type { Queryable, Tx } from "../database.server.ts";

/** A card that may be charged again; removed ones stay as history. */
export interface SavedMethodRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly provider: string;
  readonly customer: string;
  /** The provider's own name for it. */
  readonly reference: string;
  readonly kind: string;
  /** {"brand","last4","expMonth","expYear"} */
  readonly sealed: Buffer;
  readonly state: "active" | "detached";
  readonly savedAt: Date;
}

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId", provider, customer,
  reference, kind, sealed, state, saved_at as "savedAt"`;

export async function findCustomer(
  db: Queryable,
  debtorId: string,
  provider: string,
): Promise<string | null> {
  const rows = await db.query<{ reference: string }>(
    "select reference from provider_customer where debtor_id = $1 and provider = $2",
    [debtorId, provider],
  );
  return rows[0]?.reference ?? null;
}

/** Keeps the first one: the same key made the same customer. */
export async function keepCustomer(
  db: Queryable,
  customer: {
    debtorId: string;
    portfolioId: string;
    provider: string;
    reference: string;
    at: Date;
  },
): Promise<void> {
  const { debtorId, portfolioId, provider, reference, at } = customer;
  await db.query(
    `insert into provider_customer (debtor_id, portfolio_id, provider, reference, created_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [debtorId, portfolioId, provider, reference, at],
  );
}

/** Stores a card, or answers the one that is stored under the same reference. */
export async function keepMethod(tx: Tx, method: SavedMethodRow): Promise<SavedMethodRow> {
  await tx.query(
    `insert into saved_method (id, portfolio_id, debtor_id, provider, customer, reference, kind,
       sealed, state, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (reference) do nothing`,
    [
      method.id,
      method.portfolioId,
      method.debtorId,
      method.provider,
      method.customer,
      method.reference,
      method.kind,
      method.sealed,
      method.state,
      method.savedAt,
    ],
  );
  return (await findMethodByReference(tx, method.reference)) ?? method;
}

export async function findMethod(db: Queryable, id: string): Promise<SavedMethodRow | null> {
  const text = `select ${columns} from saved_method where id = $1`;
  return (await db.query<SavedMethodRow>(text, [id]))[0] ?? null;
}

export async function findMethodByReference(
  db: Queryable,
  reference: string,
): Promise<SavedMethodRow | null> {
  const text = `select ${columns} from saved_method where reference = $1`;
  return (await db.query<SavedMethodRow>(text, [reference]))[0] ?? null;
}

/** A debtor's cards that can still be charged, newest first. */
export async function listActiveMethods(
  db: Queryable,
  debtorId: string,
): Promise<readonly SavedMethodRow[]> {
  return db.query<SavedMethodRow>(
    `select ${columns} from saved_method where debtor_id = $1 and state = 'active'
     order by saved_at desc, id desc`,
    [debtorId],
  );
}

/** The card was changed by its bank: its new expiry or digits. */
export async function setMethodFacts(db: Queryable, id: string, sealed: Buffer): Promise<void> {
  await db.query("update saved_method set sealed = $2 where id = $1", [id, sealed]);
}

/** False when it was detached before. */
export async function setMethodDetached(
  db: Queryable,
  id: string,
  by: "debtor" | "provider" | "replaced" | "unused",
  at: Date,
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `update saved_method set state = 'detached', detached_at = $3, detached_by = $2
     where id = $1 and state = 'active' returning id`,
    [id, by, at],
  );
  return rows.length === 1;
}
