import type { OpenRuntime } from "#app/runtime.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import type { Cast, Debt } from "./cast.ts";
import type { BookedAccount, BookedPayment, Books } from "./judge.ts";

/** What the books say, by SQL of this file's own and, for balances, as the API tells it. */
export async function readBooks(runtime: OpenRuntime, cast: Cast, origin: string): Promise<Books> {
  const { db } = runtime;
  const accounts: BookedAccount[] = [];
  for (const debt of cast.debts) accounts.push(await readAccount(runtime, cast, debt, origin));
  const unbalanced = await db.query<{ id: string }>(
    `select p.id from posting p left join entry e on e.posting_id = p.id
     group by p.id having coalesce(sum(e.amount), 1) <> 0 limit 20`,
  );
  const [unplaced] = await db.query<{ n: number }>(
    "select count(*)::int as n from event where seq is null",
  );
  const breaks = await db.query<{ what: string }>(
    "select concat(kind, ' ', reference) as what from break where state = 'open' limit 20",
  );
  const { fault } = await verifyLedger(runtime);
  const verified = fault === null ? [] : [`${fault.check}: ${fault.reference} ${fault.what}`];
  return {
    payments: await readPayments(runtime, cast),
    accounts,
    unbalanced: unbalanced.map(({ id }) => id),
    unplaced: unplaced?.n ?? 0,
    breaks: [...breaks.map(({ what }) => what), ...verified],
  };
}

interface PaymentRow {
  readonly id: string;
  readonly accountRef: string;
  readonly amountMinor: number;
  readonly onceKey: string;
  readonly session: string | null;
}

async function readPayments(runtime: OpenRuntime, cast: Cast): Promise<BookedPayment[]> {
  const rows = await runtime.db.query<PaymentRow>(
    `select p.id, a.ref as "accountRef", p.amount::float8 as "amountMinor",
       po.once_key as "onceKey", t.reference as session
     from payment p join account a on a.id = p.account_id join posting po on po.id = p.posting_id
     left join payment_attempt t on t.id = p.attempt_id`,
  );
  const byApi = `elsewhere:${cast.apiKeyId}:`;
  return rows.map(({ session, ...row }) => ({
    ...row,
    key: row.onceKey.startsWith(byApi) ? row.onceKey.slice(byApi.length) : session,
  }));
}

async function readAccount(
  { db }: OpenRuntime,
  { apiKey }: Cast,
  { id, ref, openingMinor }: Debt,
  origin: string,
): Promise<BookedAccount> {
  const events = await db.query<{ n: number; type: string; paymentId: string }>(
    `select account_seq::int as n, type, data->>'paymentId' as "paymentId" from event
     where account_id = $1 order by account_seq`,
    [id],
  );
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(`${origin}/api/v1/accounts/${ref}`, { headers });
  const { balance } = (await answer.json()) as { balance: { total: string } };
  return {
    ref,
    openingMinor,
    balanceMinor: Math.round(Number(balance.total) * 100),
    eventNumbers: events.map(({ n }) => n),
    toldOf: events.filter((one) => one.type === "payment.succeeded").map((one) => one.paymentId),
  };
}

/** What is still on its way: hosted payments without an entry, events of either side. */
export async function underWay(runtime: OpenRuntime, sessions: readonly string[]): Promise<number> {
  const [row] = await runtime.db.query<{ n: number }>(
    `select (select count(*) from unnest($1::text[]) as paid(session) where not exists (
         select from payment_attempt t join payment p on p.attempt_id = t.id
         where t.reference = paid.session))::int
       + (select count(*) from provider_event where processed_at is null)::int
       + (select count(*) from event where seq is null)::int as n`,
    [sessions],
  );
  return row?.n ?? 0;
}
