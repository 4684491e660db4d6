import { formatAmount, parseAmount } from "#app/domain/money/amount.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { system } from "#app/services/act.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { AccountInput } from "#app/services/imports/account-input.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { setCalendarDays } from "#app/services/portfolios/set-calendar-days.server.ts";
import { type PaymentBench, setTime } from "../payments.ts";
import { somePortfolio } from "../runtime.ts";
import { atLevelTwo } from "../signing.ts";
import { someAccount, verified } from "../visitor.ts";
import { type Draft, policyOf } from "./draft.ts";

/** An account on its way through time. */
export interface Life {
  readonly bench: PaymentBench;
  readonly portfolio: Portfolio;
  readonly accountId: string;
  readonly ref: string;
  /** An account of the other debtor, who owes this one too; null: nobody else does. */
  readonly otherAccountId: string | null;
  /** Another account of the same debtor, on the same way; null: there is none. */
  readonly second: Life | null;
  /** The last day whose work has been done. */
  workedOn: string;
  visit: Visit | null;
  /** Cards are in play: webhooks are waited for each day. */
  cards: boolean;
  paymentId: string | null;
  disputeId: string | null;
  caseId: string | null;
  /** The provider's name of the saved card. */
  card: string | null;
}

/** Makes portfolio and account as given, on the morning of the first day. */
export async function beginLife(bench: PaymentBench, draft: Draft, day: string): Promise<Life> {
  const { runtime } = bench;
  const { currency, zone: timeZone, country } = draft;
  setTime(bench, instantOf(calendarDate(day), "09:00", timeZone));
  const portfolio = await somePortfolio(runtime, {
    currency,
    timeZone,
    policy: policyOf(draft),
    ...(country === null ? {} : { brand: { country } as never }),
  });
  await setCalendarDays(runtime, system, portfolio.id, draft.days);
  const other = draft.joint ? await someAccount(runtime, portfolio) : null;
  const [owing] = other
    ? await runtime.db.query<{ ref: string }>(
        "select d.ref from debtor d join account a on a.debtor_id = d.id where a.id = $1",
        [other.accountId],
      )
    : [];
  const { accountId, ref } = await accountOf(bench, portfolio, draft, {
    owed: draft.owed,
    ...(owing ? { jointDebtorRefs: [owing.ref] } : {}),
  });
  const life = lifeOf(bench, portfolio, { accountId, ref, day, second: null });
  const own = { ...life, otherAccountId: other?.accountId ?? null };
  if (draft.second === null) return own;
  const second = await accountOf(bench, portfolio, draft, { owed: { principal: draft.second } });
  await runtime.db.query(
    "update account set debtor_id = (select debtor_id from account where id = $1) where id = $2",
    [accountId, second.accountId],
  );
  return { ...own, second: lifeOf(bench, portfolio, { ...second, day, second: null }) };
}

interface Owed extends Pick<Partial<AccountInput>, "jointDebtorRefs"> {
  readonly owed: Readonly<Record<string, string>>;
}

/** An account as given; amounts in major units. */
function accountOf(
  { runtime }: PaymentBench,
  portfolio: Portfolio,
  draft: Draft,
  { owed: texts, ...changes }: Owed,
) {
  const owed = Object.entries(texts).map(([name, text]) => [name, minorOf(portfolio, text)]);
  return someAccount(runtime, portfolio, {
    asOf: calendarDate(draft.asOf),
    components: { ...noComponents, ...Object.fromEntries(owed) },
    minimumDueMinor: 0n,
    delinquentSince: draft.since === null ? null : calendarDate(draft.since),
    terms: draft.rates.length === 0 ? draft.terms : { ...draft.terms, rates: draft.rates },
    ...changes,
  });
}

interface Beginning extends Pick<Life, "accountId" | "ref" | "second"> {
  readonly day: string;
}

function lifeOf(bench: PaymentBench, portfolio: Portfolio, { day, ...own }: Beginning): Life {
  return {
    bench,
    portfolio,
    ...own,
    otherAccountId: null,
    workedOn: day,
    visit: null,
    cards: false,
    paymentId: null,
    disputeId: null,
    caseId: null,
    card: null,
  };
}

/** The debtor's visit, with a fresh code. */
export async function visitOf(life: Life): Promise<Visit> {
  life.visit ??= await atLevelTwo(life.bench.runtime, life.accountId);
  return life.visit;
}

/** The other debtor's. */
export async function otherVisitOf({ bench, otherAccountId }: Life): Promise<Visit> {
  if (otherAccountId === null) throw new Error("nobody else owes it");
  return verified(bench.runtime, otherAccountId);
}

/** "9,166.66" in the portfolio's currency as minor units. */
export function minorOf({ currency }: Pick<Portfolio, "currency">, text: string): bigint {
  const minor = parseAmount(text.replaceAll(",", ""), currency);
  if (typeof minor !== "bigint") throw new Error(`${text} is ${minor} in ${currency}`);
  return minor;
}

/** Minor units as a file writes them: "9,166.66". */
export function written({ portfolio }: Life, minor: bigint): string {
  const [whole = "", fraction] = formatAmount(minor, portfolio.currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
