import type { Queryable } from "../database.server.ts";

/** A row of the staff's list of accounts; amounts in minor units as last imported. */
export interface ListedAccount {
  readonly id: string;
  readonly portfolioId: string;
  readonly ref: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly status: "open" | "recalled" | "closed";
  readonly asOf: string;
  readonly total: bigint;
  readonly delinquentSince: string | null;
  readonly product: string | null;
}

export type AccountSort = "overdue" | "balance";

/** What narrows the list; null: anything. */
export interface AccountFilter {
  readonly portfolioIds: readonly string[];
  readonly status: ListedAccount["status"] | null;
  /** At least this long overdue: delinquent since this day or before. */
  readonly delinquentBy: string | null;
  readonly leastMinor: bigint | null;
  readonly mostMinor: bigint | null;
}

/** The last row of the page before. */
export interface AccountPlace {
  readonly id: string;
  readonly delinquentSince: string | null;
  readonly total: bigint;
}

const columns = `id, portfolio_id as "portfolioId", ref, debtor_id as "debtorId", currency, status,
  as_of as "asOf", total, delinquent_since as "delinquentSince", product`;

/**
 * One page of a list that may have millions of rows: each portfolio is read along the index of the
 * order and stops after a page, so that nothing is counted and nothing is skipped over.
 */
export async function listAccounts(
  db: Queryable,
  filter: AccountFilter,
  order: { readonly sort: AccountSort; readonly after: AccountPlace | null },
  limit: number,
): Promise<readonly ListedAccount[]> {
  const params: unknown[] = [filter.portfolioIds, limit];
  const bind = (value: unknown): string => `$${params.push(value)}`;
  const where = conditions(filter, bind);
  const { after } = order;
  const branches =
    order.sort === "balance"
      ? byBalance(after, where, bind)
      : byOverdue(filter, after, where, bind);
  const pages = branches.map((branch) => `(${branch} limit $2)`).join(" union all ");
  return db.query<ListedAccount>(
    `select ${columns} from unnest($1::uuid[]) as one(portfolio)
     cross join lateral (${pages}) as page order by ${orders[order.sort]} limit $2`,
    params,
  );
}

type Bind = (value: unknown) => string;

const orders = { overdue: "delinquent_since, id", balance: "total desc, id" } as const;

function conditions(filter: AccountFilter, bind: Bind): string {
  const all = ["portfolio_id = one.portfolio"];
  if (filter.status !== null) all.push(`status = ${bind(filter.status)}`);
  if (filter.delinquentBy !== null) all.push(`delinquent_since <= ${bind(filter.delinquentBy)}`);
  if (filter.leastMinor !== null) all.push(`total >= ${bind(filter.leastMinor)}`);
  if (filter.mostMinor !== null) all.push(`total <= ${bind(filter.mostMinor)}`);
  return all.join(" and ");
}

const from = "select * from account where";

/**
 * Longest overdue first; what is not overdue comes last and is read apart, for null has no order.
 * Both name the whole order of the index: by the id alone another index would be walked through.
 */
function byOverdue(
  { delinquentBy }: AccountFilter,
  after: AccountPlace | null,
  where: string,
  bind: Bind,
): string[] {
  const tail = "order by delinquent_since, id";
  const dated = `${from} ${where} and delinquent_since is not null`;
  const undated = `${from} ${where} and delinquent_since is null`;
  const rest = delinquentBy === null ? [`${undated} ${tail}`] : [];
  if (after === null) return [`${dated} ${tail}`, ...rest];
  const id = `${bind(after.id)}::uuid`;
  if (after.delinquentSince === null) return [`${undated} and id > ${id} ${tail}`];
  const since = `${bind(after.delinquentSince)}::date`;
  return [`${dated} and (delinquent_since, id) > (${since}, ${id}) ${tail}`, ...rest];
}

/** Largest first; equal ones by id. */
function byBalance(after: AccountPlace | null, where: string, bind: Bind): string[] {
  const tail = "order by total desc, id";
  if (after === null) return [`${from} ${where} ${tail}`];
  const total = `${bind(after.total)}::bigint`;
  const later = `(total < ${total} or (total = ${total} and id > ${bind(after.id)}::uuid))`;
  return [`${from} ${where} and total <= ${total} and ${later} ${tail}`];
}

/** What a search may mean; absent parts are not looked for. */
export interface AccountQuestion {
  readonly portfolioIds: readonly string[];
  /** The beginning of an account's reference, or all of a debtor's. */
  readonly ref: string;
  readonly names: Buffer;
  readonly emails: Buffer | null;
  readonly phones: readonly Buffer[];
  readonly cards: Buffer | null;
}

/**
 * Accounts by anything that people have at hand; each part is answered by an index of its own.
 * Those with the reference itself come first.
 */
export async function searchAccounts(
  db: Queryable,
  question: AccountQuestion,
  limit: number,
): Promise<readonly ListedAccount[]> {
  const { portfolioIds, ref, names, emails, phones, cards } = question;
  const pattern = `${ref.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return db.query<ListedAccount>(
    `with person as materialized (
       (select id from debtor where portfolio_id = any($1::uuid[]) and ref = $2 limit $8)
       union (select id from debtor where portfolio_id = any($1::uuid[]) and name_index = $4
              limit $8)
       union (select id from debtor where email_index = $5 limit $8)
       union (select id from debtor where phone_index = any($6::bytea[]) limit $8)
     ), found as materialized (
       (select id from account where lower(ref) like $3 and portfolio_id = any($1::uuid[])
        order by lower(ref) using ~<~, id limit $8)
       union (select id from account where card_index = $7 limit $8)
       union (select id from account where debtor_id in (select id from person) limit $8)
       union (select account_id from joint_debtor where debtor_id in (select id from person)
              limit $8)
     )
     select ${columns} from account where id in (select id from found)
       and portfolio_id = any($1::uuid[])
     order by lower(ref) <> lower($2), delinquent_since, ref limit $8`,
    [portfolioIds, ref, pattern, names, emails, phones, cards, limit],
  );
}

/** Where an account stands, for a list: its plan, its link, what holds it, the last contact. */
export interface AccountStanding {
  readonly accountId: string;
  readonly planState: "agreed" | "active" | null;
  readonly proposalWaits: boolean;
  readonly hold: string | null;
  readonly linkMadeAt: Date | null;
  readonly linkOpenedAt: Date | null;
  readonly verified: boolean;
  readonly contactAt: Date | null;
  readonly contactChannel: string | null;
}

/** One question for all rows of a page; `on`: today. */
export async function standings(
  db: Queryable,
  accountIds: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, AccountStanding>> {
  const rows = await db.query<AccountStanding>(
    `select one.id as "accountId", plan.state as "planState",
       exists (select from proposal where account_id = one.id and state = 'waiting')
         as "proposalWaits",
       hold.kind as hold, link.created_at as "linkMadeAt", link.opened_at as "linkOpenedAt",
       exists (select from session where debtor_id = link.debtor_id and verified_at is not null)
         as verified,
       contact.at as "contactAt", contact.channel as "contactChannel"
     from unnest($1::uuid[]) as one(id)
     left join plan on plan.account_id = one.id and plan.state in ('agreed', 'active')
     left join lateral (select kind from hold where account_id = one.id and kind <> 'agreed-plan'
       and from_on <= $2 and (to_on is null or to_on > $2) order by from_on desc limit 1) hold
       on true
     left join lateral (select debtor_id, created_at, opened_at from portal_link
       where account_id = one.id order by created_at desc limit 1) link on true
     left join lateral (select at, channel from contact_record where account_id = one.id
       and class = 'contact' and state in ('queued', 'sent', 'logged')
       order by at desc limit 1) contact on true`,
    [accountIds, on],
  );
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** Debtors by id, as far as a list names them. */
export async function listDebtorSeals(
  db: Queryable,
  ids: readonly string[],
): Promise<readonly { id: string; portfolioId: string; sealed: Buffer }[]> {
  return db.query(
    `select id, portfolio_id as "portfolioId", sealed from debtor where id = any($1::uuid[])`,
    [ids],
  );
}
