import type { MovementKind } from "#app/domain/payments/movement.ts";
import type { Queryable } from "../database.server.ts";

/** A line of the provider's balance as it was read; minor units, signed. */
export interface MovementRow {
  readonly id: string;
  readonly provider: string;
  readonly kind: MovementKind;
  readonly sourceRef: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly net: bigint;
  readonly paidCurrency: string;
  readonly paidAmount: bigint;
  readonly exchangeRate: string | null;
  readonly occurredAt: Date;
}

const columns = `id, provider, kind, source_ref as "sourceRef", currency, amount, fee, net,
  coalesce(paid_currency, currency) as "paidCurrency",
  coalesce(paid_amount, amount) as "paidAmount", exchange_rate as "exchangeRate",
  occurred_at as "occurredAt"`;

/** Keeps movements; those that are known stay as they were. Answers how many were new. */
export async function keepMovements(db: Queryable, rows: readonly MovementRow[]): Promise<number> {
  const kept = await db.query<{ id: string }>(
    `insert into provider_movement (id, provider, kind, source_ref, currency, amount, fee, net,
       paid_currency, paid_amount, exchange_rate, occurred_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
       $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::bigint[], $11::text[],
       $12::timestamptz[])
     on conflict (id) do nothing returning id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.provider),
      rows.map((row) => row.kind),
      rows.map((row) => row.sourceRef),
      rows.map((row) => row.currency),
      rows.map((row) => row.amount),
      rows.map((row) => row.fee),
      rows.map((row) => row.net),
      rows.map((row) => row.paidCurrency),
      rows.map((row) => row.paidAmount),
      rows.map((row) => row.exchangeRate),
      rows.map((row) => row.occurredAt),
    ],
  );
  return kept.length;
}

/** Movements that nothing explained yet, oldest first, after one of them. */
export async function listUnmatched(
  db: Queryable,
  provider: string,
  before: Date,
  after: string | null,
  limit: number,
): Promise<readonly MovementRow[]> {
  return db.query<MovementRow>(
    `select ${columns} from provider_movement
     where provider = $1 and state <> 'matched' and occurred_at <= $2
       and ($3::text is null or (occurred_at, id) >
         (select occurred_at, id from provider_movement where id = $3))
     order by occurred_at, id limit $4`,
    [provider, before, after, limit],
  );
}

export async function setMovementState(
  db: Queryable,
  id: string,
  state: "matched" | "broken",
  portfolioId: string | null,
  at: Date,
): Promise<void> {
  await db.query(
    `update provider_movement set state = $2, portfolio_id = coalesce($3, portfolio_id),
       judged_at = $4 where id = $1`,
    [id, state, portfolioId, at],
  );
}

/** Says of which payout movements are a part. */
export async function setPayoutOf(
  db: Queryable,
  ids: readonly string[],
  payoutRef: string,
): Promise<void> {
  await db.query(
    `update provider_movement set payout_ref = $2
     where id = any($1::text[]) and payout_ref is distinct from $2`,
    [ids, payoutRef],
  );
}

/** How far a book of the provider has been read. */
export async function findMark(
  db: Queryable,
  provider: string,
  book: "movements" | "payouts" | "ledger",
): Promise<Date | null> {
  const rows = await db.query<{ through: Date }>(
    "select through from reconcile_mark where provider = $1 and book = $2",
    [provider, book],
  );
  return rows[0]?.through ?? null;
}

/** Moves a mark on, never back. */
export async function setMark(
  db: Queryable,
  provider: string,
  book: "movements" | "payouts" | "ledger",
  through: Date,
): Promise<void> {
  await db.query(
    `insert into reconcile_mark (provider, book, through) values ($1, $2, $3)
     on conflict (provider, book) do update
       set through = greatest(reconcile_mark.through, excluded.through)`,
    [provider, book, through],
  );
}
