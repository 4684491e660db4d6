import type { MovementKind } from "#app/domain/payments/movement.ts";
import type { Queryable } from "../database.server.ts";

/** What both books hold of one object of the provider: its lines on the provider's till. */
export interface TillSum {
  readonly currency: string;
  readonly amount: bigint;
  readonly portfolioId: string | null;
}

const till = "cash:stripe";

/** Lines of the account books on the till, by the object that made them. */
const own = (select: string) => `select p.currency, e.amount, p.portfolio_id
  from (${select}) as made(posting_id) join posting p on p.id = made.posting_id
  join entry e on e.posting_id = p.id and e.ledger_account = '${till}'`;

/** A payer's bank may take more than was paid here: the case has the whole of it. */
const disputed = `from dispute_case d
  join posting p on p.account_id = d.account_id and p.kind = 'chargeback'
    and starts_with(p.once_key, concat_ws(':', d.provider, d.provider_ref, ''))
  where d.provider_ref = $1`;

const texts: Partial<Readonly<Record<MovementKind, string>>> = {
  charge: `${own("select posting_id from payment where charge_ref = $1")}
    union all ${own(
      "select posting_id from suspense_case where source = 'stripe' and reference = $1",
    )}
    union all select h.currency, h.amount, h.portfolio_id from suspense_case c
      join house_posting h on h.id = c.house_posting_id
      where c.source = 'stripe' and c.reference = $1`,
  refund: `${own("select posting_id from refund where provider_ref = $1")}
    union all select currency, -amount, portfolio_id from house_posting
      where reference = $1 and kind = 'returned' and credit = '${till}'`,
  "refund-failed": own(`select id from posting where reverses in (
    select posting_id from refund where provider_ref = $1)`),
  dispute: `select d.currency, -d.amount as amount, d.portfolio_id ${disputed}`,
  "dispute-reversed": `select d.currency, d.amount, d.portfolio_id ${disputed}
    and exists (select from posting r where r.reverses = p.id)`,
};

/** What the books say of a charge, refund or dispute, by currency; empty: nothing. */
export async function tillSums(
  db: Queryable,
  kind: MovementKind,
  sourceRef: string,
): Promise<readonly TillSum[]> {
  const text = texts[kind];
  if (text === undefined) return [];
  return db.query<TillSum>(
    `select currency, sum(amount)::bigint as amount,
       (array_agg(portfolio_id))[1] as "portfolioId"
     from (${text}) as lines group by currency order by currency`,
    [sourceRef],
  );
}

/** A posting on the provider's till that no movement of the provider explains. */
export interface UnrecordedPosting {
  readonly postingId: string;
  readonly accountId: string;
  readonly portfolioId: string;
  readonly kind: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly recordedAt: Date;
  /** The object that it names; null: none at all. */
  readonly sourceRef: string | null;
}

/** The smallest UUIDv7 of a moment: ids follow time, so their index serves for it. */
function idAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/**
 * Postings of account books recorded in (from, to] that moved the provider's till and of which
 * the provider knows nothing, in order, after one of them. `only`: of these alone.
 */
export async function listUnrecorded(
  db: Queryable,
  range: {
    readonly from: Date;
    readonly to: Date;
    readonly after: string | null;
    readonly limit: number;
    readonly only?: readonly string[];
  },
): Promise<readonly UnrecordedPosting[]> {
  return db.query<UnrecordedPosting>(
    `select p.id as "postingId", p.account_id as "accountId", p.portfolio_id as "portfolioId",
       p.kind, p.currency, e.amount, p.recorded_at as "recordedAt", named.ref as "sourceRef"
     from posting p
     join lateral (select sum(amount)::bigint as amount from entry
       where posting_id = p.id and ledger_account = '${till}') e on e.amount is not null
     cross join lateral (select coalesce(
       (select charge_ref from payment where posting_id = coalesce(p.reverses, p.id)),
       (select provider_ref from refund where posting_id = coalesce(p.reverses, p.id)),
       (select provider_ref from dispute_case where posting_id = coalesce(p.reverses, p.id)),
       (select reference from suspense_case where posting_id = coalesce(p.reverses, p.id)),
       (select split_part(once_key, ':', 2) from posting
         where id = coalesce(p.reverses, p.id) and starts_with(once_key, 'stripe:'))
     ) as ref) named
     where p.id > coalesce($3::uuid, $1::uuid) and p.id <= $2::uuid
       and ($5::uuid[] is null or p.id = any($5))
       and not exists (select from provider_movement m where m.source_ref = named.ref
         and (p.reverses is null or m.kind in ('refund-failed', 'dispute-reversed')))
     order by p.id limit $4`,
    [idAt(range.from), idAt(range.to), range.after, range.limit, range.only ?? null],
  );
}
