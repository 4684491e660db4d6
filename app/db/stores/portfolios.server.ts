import type { Queryable } from "../database.server.ts";

export interface PortfolioRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly brand: unknown;
  readonly policy: unknown;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly paymentMethods: readonly string[];
  readonly codeAlways: boolean;
  /** Days of its own, worked (true) or closed, by ISO date. */
  readonly calendarDays?: Readonly<Record<string, boolean>>;
}

const columns = `id, code, name, currency, locale, time_zone as "timeZone", brand, policy,
  policy_id as "policyId", policy_version as "policyVersion",
  payment_methods as "paymentMethods", code_always as "codeAlways",
  (select coalesce(json_object_agg(to_char(on_day, 'YYYY-MM-DD'), working), '{}')
   from calendar_day where portfolio_id = portfolio.id) as "calendarDays"`;

export async function findPortfolio(db: Queryable, id: string): Promise<PortfolioRow | null> {
  const rows = await db.query<PortfolioRow>(`select ${columns} from portfolio where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function findPortfolioByCode(
  db: Queryable,
  code: string,
): Promise<PortfolioRow | null> {
  const text = `select ${columns} from portfolio where code = $1`;
  const rows = await db.query<PortfolioRow>(text, [code]);
  return rows[0] ?? null;
}

export async function listPortfolios(db: Queryable): Promise<readonly PortfolioRow[]> {
  return db.query<PortfolioRow>(`select ${columns} from portfolio order by code`, []);
}

/** Inserts a portfolio; false when the code is taken. */
export async function insertPortfolio(db: Queryable, row: PortfolioRow): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `insert into portfolio (id, code, name, currency, locale, time_zone, brand, policy, policy_id,
       policy_version, payment_methods, code_always)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (code) do nothing returning id`,
    [
      row.id,
      row.code,
      row.name,
      row.currency,
      row.locale,
      row.timeZone,
      JSON.stringify(row.brand),
      JSON.stringify(row.policy),
      row.policyId,
      row.policyVersion,
      row.paymentMethods,
      row.codeAlways,
    ],
  );
  return rows.length === 1;
}
