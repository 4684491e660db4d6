import { createHash } from "node:crypto";
import type { InstalmentRow, PlanRow } from "#app/db/stores/plans.server.ts";
import { autopayRule } from "#app/domain/policy/autopay-rule.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { type Locale, locales } from "#app/i18n/locale.ts";
import { money } from "#app/i18n/money.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";

/** Changes with every change of the words, and is kept with each mandate. */
export const mandateVersion = "autopay-2026-11";

export interface MandateWords {
  readonly texts: Readonly<Record<Locale, readonly string[]>>;
  /** Hexadecimal; one for both languages. */
  readonly sha256: string;
}

/** The authority to charge a plan's instalments, in every language, under one hash. */
export function mandateWords(
  portfolio: Portfolio,
  plan: PlanRow,
  lines: readonly InstalmentRow[],
): MandateWords {
  const pairs = locales.map((locale) => [locale, wordsIn(locale, portfolio, plan, lines)]);
  const texts = Object.fromEntries(pairs) as Record<Locale, readonly string[]>;
  const canonical = JSON.stringify([mandateVersion, plan.id, locales.map((one) => texts[one])]);
  return { texts, sha256: createHash("sha256").update(canonical).digest("hex") };
}

function wordsIn(
  locale: Locale,
  portfolio: Portfolio,
  plan: PlanRow,
  lines: readonly InstalmentRow[],
): readonly string[] {
  const t = translator(locale, "debtor");
  const rule = autopayRule(portfolio.policy);
  const most = lines.reduce((top, line) => (line.amount > top ? line.amount : top), 0n);
  const words = [
    t("autopay.mandate.who", {
      brand: inLanguage(portfolio.brand.name, locale),
      count: lines.length,
      last: longDate(calendarDate(lines.at(-1)?.dueOn ?? plan.lastDueOn), locale),
    }),
    t("autopay.mandate.amount", { most: money(most, portfolio.currency, locale) }),
    t("autopay.mandate.when", { time: rule.chargeAt, count: rule.noticeDays }),
    t("autopay.mandate.declined", { count: rule.retryAfterDays.length }),
    t("autopay.mandate.stop"),
    t("autopay.mandate.card"),
  ];
  if (rule.stopWorkingDays > 0) {
    words.push(t("autopay.mandate.law", { count: rule.stopWorkingDays }));
  }
  return words;
}
