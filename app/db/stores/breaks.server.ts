import type { Queryable, Tx } from "../database.server.ts";

/** A difference that the books do not explain; the same kind and reference is raised once. */
export interface NewBreak {
  readonly id: string;
  readonly portfolioId: string | null;
  readonly accountId: string | null;
  /** "payment:amount-differs", "provider:unmatched" and the like. */
  readonly kind: string;
  readonly reference: string;
  readonly detail: unknown;
  readonly at: Date;
}

/** Raises a break; answers its id, or that of the one which says the same already. */
export async function raiseBreak(db: Queryable, one: NewBreak): Promise<string> {
  const rows = await db.query<{ id: string }>(
    `with raised as (
       insert into break (id, portfolio_id, account_id, kind, reference, detail, raised_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind, reference) do nothing returning id)
     select id from raised
     union all select id from break where kind = $4 and reference = $5`,
    [
      one.id,
      one.portfolioId,
      one.accountId,
      one.kind,
      one.reference,
      JSON.stringify(one.detail),
      one.at,
    ],
  );
  return rows[0]?.id ?? one.id;
}

export interface BreakRow {
  readonly id: string;
  readonly portfolioId: string | null;
  readonly accountId: string | null;
  readonly accountRef: string | null;
  readonly kind: string;
  readonly reference: string;
  readonly detail: unknown;
  readonly state: "open" | "closed";
  /** As an actor is named: "staff:<id>". */
  readonly owner: string | null;
  readonly raisedAt: Date;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly reason: string | null;
}

const columns = `b.id, b.portfolio_id as "portfolioId", b.account_id as "accountId",
  a.ref as "accountRef", b.kind, b.reference, b.detail, b.state, b.owner,
  b.raised_at as "raisedAt", b.closed_at as "closedAt", b.closed_by as "closedBy", b.reason`;

export async function findBreak(db: Queryable, id: string): Promise<BreakRow | null> {
  const rows = await db.query<BreakRow>(
    `select ${columns} from break b left join account a on a.id = b.account_id where b.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Holds a break until the transaction ends; its state as it is then. */
export async function lockBreak(tx: Tx, id: string): Promise<BreakRow["state"] | null> {
  const rows = await tx.query<{ state: BreakRow["state"] }>(
    "select state from break where id = $1 for update",
    [id],
  );
  return rows[0]?.state ?? null;
}

export interface BreakFilter {
  readonly portfolioIds: readonly string[];
  /** Those of the provider's account too, which belong to no portfolio. */
  readonly shared: boolean;
  readonly state: "open" | "closed";
  /** Null: anybody's. */
  readonly owner: string | null;
  /** The beginning of a kind ("payment:"); null: every kind. */
  readonly kind: string | null;
  /** Raised at this moment or before; null: of any age. */
  readonly raisedBefore: Date | null;
  /** The last one of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** Breaks, the oldest first: one page. */
export async function listBreaks(db: Queryable, filter: BreakFilter): Promise<readonly BreakRow[]> {
  return db.query<BreakRow>(
    `select ${columns} from break b left join account a on a.id = b.account_id
     where (b.portfolio_id = any($1::uuid[]) or ($2 and b.portfolio_id is null))
       and b.state = $3 and ($4::text is null or b.owner = $4)
       and ($5::text is null or starts_with(b.kind, $5))
       and ($6::timestamptz is null or b.raised_at <= $6)
       and ($7::uuid is null
         or (b.raised_at, b.id) > (select raised_at, id from break where id = $7))
     order by b.raised_at, b.id limit $8`,
    [
      filter.portfolioIds,
      filter.shared,
      filter.state,
      filter.owner,
      filter.kind,
      filter.raisedBefore,
      filter.after,
      filter.limit,
    ],
  );
}

/** How many are open, never counted further than a hundred, and when the oldest was raised. */
export async function countOpenBreaks(
  db: Queryable,
  portfolioIds: readonly string[],
  shared: boolean,
): Promise<{ readonly open: number; readonly oldest: Date | null }> {
  const rows = await db.query<{ open: number; oldest: Date | null }>(
    `select count(*)::int as open, min(raised_at) as oldest
     from (select raised_at from break where state = 'open'
         and (portfolio_id = any($1::uuid[]) or ($2 and portfolio_id is null))
       order by raised_at limit 100) as open`,
    [portfolioIds, shared],
  );
  return rows[0] ?? { open: 0, oldest: null };
}

export async function setBreakOwner(tx: Tx, id: string, owner: string | null): Promise<void> {
  await tx.query("update break set owner = $2 where id = $1", [id, owner]);
}

/** Closes a break with its reason; false when it was closed. */
export async function endBreak(
  db: Queryable,
  id: string,
  by: string,
  reason: string,
  at: Date,
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `update break set state = 'closed', closed_at = $4, closed_by = $2, reason = $3
     where id = $1 and state = 'open' returning id`,
    [id, by, reason, at],
  );
  return rows.length === 1;
}

/** The open break of these kinds about a reference. */
export async function findOpenBreaksOf(
  db: Queryable,
  kinds: readonly string[],
  reference: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from break where kind = any($1::text[]) and reference = $2 and state = 'open'`,
    [kinds, reference],
  );
  return rows.map(({ id }) => id);
}
