import { parseAmount } from "#app/domain/money/amount.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import type { AgreementClause } from "#app/domain/plans/clause.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { moneyInText, sum } from "#app/i18n/money.ts";
import { percent } from "#app/i18n/numbers.ts";

/** An agreement in the words of one language; what page and paper show alike. */
export interface AgreementWording {
  readonly locale: Locale;
  readonly title: string;
  readonly clauses: readonly { readonly title: string; readonly text: string }[];
  /** The heading of the schedule, numbered after the clauses. */
  readonly schedule: string;
  /** The headings of the accounts' own schedules, where it is on several. */
  readonly parts: readonly string[];
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Renders an agreement's facts; both languages come from the same ones. */
export function agreementWording(agreement: Agreement, locale: Locale): AgreementWording {
  const say = translator(locale, "debtor") as unknown as Say;
  const ordinals = say("agreement.ordinals").split(" ");
  const heading = (index: number, title: string) =>
    say("agreement.heading", { n: ordinals[index] ?? index + 1, title });
  return {
    locale,
    title: say(`agreement.title.${titleOf(agreement)}`),
    clauses: agreement.clauses.map((clause, index) => {
      const values = valuesOf(agreement, clause, locale, say);
      return {
        title: heading(index, say(`agreement.clause.${topicOf(clause)}`, titleValues(clause))),
        text: say(`agreement.text.${wordingOf(agreement, clause)}`, values),
      };
    }),
    schedule: heading(agreement.clauses.length, say("agreement.schedule")),
    parts: (agreement.accounts ?? []).map(({ debt }) =>
      say("agreement.scheduleOf", { account: debt.accountRef }),
    ),
  };
}

function titleValues({ params: { accountRef } }: AgreementClause): AgreementClause["params"] {
  return accountRef === undefined ? {} : { account: accountRef };
}

/** 个性化分期还款协议 is the name that the law gives a card plan in instalments. */
function titleOf({ regime, plan }: Agreement): string {
  const inInstalments = plan.frequency !== "";
  return regime === "cn-bank-card" && inInstalments ? "personalised" : "plain";
}

const topics: readonly string[] = ["repay", "interest", "replaces"];

function topicOf({ key }: AgreementClause): string {
  return topics.find((topic) => key.startsWith(`${topic}-`)) ?? key;
}

/**
 * A down payment makes the first instalment another one than the rest; a plan that bears interest
 * has none to come back when it ends.
 */
function wordingOf({ clauses }: Agreement, { key, params }: AgreementClause): string {
  if (key === "missed-payment") {
    return clauses.some((clause) => clause.key === "interest-frozen") ? key : `${key}-bearing`;
  }
  if (key === "account-part" && Number(params.terms) < 3) {
    return params.terms === 1 ? `${key}-once` : `${key}-two`;
  }
  const downPayment = key === "repay-instalments" && params.firstAmount !== params.amount;
  return downPayment ? `${key}-down` : key;
}

function valuesOf(agreement: Agreement, clause: AgreementClause, locale: Locale, say: Say) {
  const { currency } = agreement.debt;
  assert(isCurrency(currency), "an agreement is in a known currency");
  const pairs = Object.entries(clause.params).map(([name, value]) => [
    name,
    worded(name, value, currency, locale),
  ]);
  const { frequency } = agreement.plan;
  return {
    ...(Object.fromEntries(pairs) as Record<string, string | number>),
    creditor: nameIn(agreement.creditor.name, locale),
    account: agreement.debt.accountRef,
    from: longDate(calendarDate(agreement.debt.on), locale),
    rhythm: frequency === "" ? "" : say(`frequency.${frequency}`),
  };
}

/** Brackets are as wide as the language's letters. */
function nameIn(name: string, locale: Locale): string {
  return locale === "zh-CN" ? name : name.replace("（", " (").replace("）", ")");
}

/** Parts of a sum that stands before them go without its unit. */
const bare = new Set(["principal", "interest", "penalty", "fees", "costs"]);
const rates = new Set(["annualRate", "annualRateCompound"]);
const dates = new Set(["on", "firstDueOn", "lastDueOn", "replacedOn"]);
const plain = new Set(["currency", "frequency", "fingerprint", "accountRef"]);

function worded(name: string, value: string | number, currency: Currency, locale: Locale) {
  if (typeof value === "number" || plain.has(name)) return value;
  if (dates.has(name)) return longDate(calendarDate(value), locale);
  if (rates.has(name)) return percent(value, locale);
  const minor = parseAmount(value, currency);
  assert(typeof minor === "bigint", `an amount in the agreement: ${name}`);
  if (locale === "zh-CN") return moneyInText(minor, currency, locale);
  return bare.has(name)
    ? sum(minor, currency, locale)
    : `${currency} ${sum(minor, currency, locale)}`;
}
