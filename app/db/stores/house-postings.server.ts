import type { Queryable } from "../database.server.ts";

/** `loss`: what went back beyond a payment and stays with the creditor. */
export type HouseAccount = `cash:${string}` | "suspense" | "provider-fees" | "conversion" | "loss";

/** A movement of the house book: one debit, one credit, one amount in minor units. */
export interface HousePosting {
  readonly id: string;
  /** Null: of the provider's account, which all portfolios share. */
  readonly portfolioId: string | null;
  readonly kind:
    | "suspense"
    | "returned"
    | "moved"
    | "fee"
    | "payout"
    | "conversion"
    | "adjustment"
    | "loss";
  readonly effectiveOn: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly debit: HouseAccount;
  readonly credit: HouseAccount;
  readonly reference: string;
  readonly onceKey: string;
  readonly recordedAt: Date;
}

/** Writes a movement of the house book; false when its once-key is in the book already. */
export async function insertHousePosting(db: Queryable, posting: HousePosting): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `insert into house_posting (id, portfolio_id, kind, effective_on, currency, amount, debit,
       credit, reference, once_key, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (once_key) do nothing returning id`,
    [
      posting.id,
      posting.portfolioId,
      posting.kind,
      posting.effectiveOn,
      posting.currency,
      posting.amount,
      posting.debit,
      posting.credit,
      posting.reference,
      posting.onceKey,
      posting.recordedAt,
    ],
  );
  return rows.length === 1;
}

/** What stands in suspense by the lines of both books, and by the cases that are open. */
export interface SuspenseBalance {
  readonly currency: string;
  /** What the lines say, minor units, positive: money that waits. */
  readonly booked: bigint;
  /** What the open cases sum to. */
  readonly cases: bigint;
  readonly open: number;
}

/** Suspense by currency, all portfolios together: the two sums must agree. */
export async function suspenseBalances(db: Queryable): Promise<readonly SuspenseBalance[]> {
  return db.query<SuspenseBalance>(
    `select currency, sum(booked)::bigint as booked, sum(cases)::bigint as cases,
       sum(open)::int as open
     from (
       select p.currency, -e.amount as booked, 0 as cases, 0 as open
       from entry e join posting p on p.id = e.posting_id left join posting u on u.id = p.reverses
       where e.ledger_account = 'suspense'
         and coalesce(u.kind, p.kind) not in ('refund', 'chargeback')
       union all
       select currency, case when credit = 'suspense' then amount else -amount end, 0, 0
       from house_posting where 'suspense' in (debit, credit) and kind <> 'loss'
       union all
       select currency, 0, amount, 1 from suspense_case where state in ('open', 'waiting')
     ) as lines
     group by currency having sum(booked) <> 0 or sum(cases) <> 0 order by currency`,
  );
}
