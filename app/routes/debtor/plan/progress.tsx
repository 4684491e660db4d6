import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { AsOf } from "#app/components/money/figure.tsx";
import { Keel } from "#app/components/plan/keel.tsx";
import { moneyInText } from "#app/i18n/money.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { endOf } from "./ended.tsx";
import { keelYears } from "./keel-years.ts";
import type { PlanPage } from "./page.ts";

/** How far it is, as a picture and in figures, and where it is no longer all that is owed. */
export function Progress({ page }: { page: PlanPage }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { currency, paidCount, terms, paidMinor, leftMinor, plan, lines } = page;
  const { lessMinor, besideMinor } = page;
  const isOver = endOf(plan.state) !== "completed" && !page.isOpen && !page.cure;
  const under = isOver ? "endedUnder" : page.cure ? "curableUnder" : "progressUnder";
  return (
    <Section
      title={
        paidCount === 0 && page.isOpen
          ? t("plan.begin", { of: terms })
          : t("plan.progress", { count: paidCount, of: terms })
      }
      under={t(`plan.${under}`, {
        paid: moneyInText(paidMinor, currency, locale),
        left: moneyInText(leftMinor, currency, locale),
        rate: percent(plan.annualRate, locale),
      })}
    >
      <Keel
        years={keelYears(lines, locale, isOver)}
        by={plan.frequency === "monthly" ? "year" : "part"}
      />
      {lessMinor > 0n && (
        <AsOf>{t("plan.less", { amount: moneyInText(lessMinor, currency, locale) })}</AsOf>
      )}
      {besideMinor > 0n && (
        <AsOf>{t("plan.beside", { amount: moneyInText(besideMinor, currency, locale) })}</AsOf>
      )}
    </Section>
  );
}
