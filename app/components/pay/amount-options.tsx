import { useTranslation } from "react-i18next";
import type { ChoiceOption } from "#app/components/forms/choice.tsx";
import { FieldError, Hint } from "#app/components/forms/field.tsx";
import type { FieldView } from "#app/components/forms/form-view.ts";
import { MoneyInput } from "#app/components/forms/money-input.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { FixedChoice, PayOptions } from "#app/domain/payments/amounts.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { sentences } from "#app/i18n/sentences.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

/** The amounts of one account that may be paid now. */
export interface PayableAmounts extends PayOptions {
  readonly currency: Currency;
  readonly owedMinor: bigint;
  readonly next: { readonly n: number; readonly dueOn: CalendarDate } | null;
  /** A hold stops collection until that day, if known: nothing is overdue. Absent: none does. */
  readonly paused?: { readonly to: CalendarDate | null } | null;
}

/** What most people come for: the instalment of the plan, else what is past its date. */
export function firstChoice({ fixed }: PayOptions, asked: string | null = null): string {
  const open = fixed.map(({ choice }) => choice as string);
  const wanted = [asked ?? "", "next", "overdue", "whole"];
  return wanted.find((choice) => open.includes(choice)) ?? "other";
}

/** Radio rows: the sums that mean something, and one's own in `own`, the field of its amount. */
export function useAmountOptions(page: PayableAmounts, own: FieldView): ChoiceOption[] {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { currency, owedMinor, next, other } = page;
  const paused = page.paused != null;
  const said = (minor: bigint) => moneyInText(minor, currency, locale);
  const hints: Record<FixedChoice, string> = {
    whole: t("pay.wholeHint"),
    overdue: t(paused ? "pay.fallenDueHint" : "pay.overdueHint"),
    next:
      next === null ? "" : t("pay.nextDue", { date: dayAndMonth(next.dueOn, locale), n: next.n }),
  };
  const fixed = page.fixed.map(({ choice, amountMinor }) => ({
    value: choice,
    label: (
      <>
        {t(choice === "overdue" && paused ? "pay.fallenDue" : `pay.${choice}`)}{" "}
        <Amount minor={amountMinor} currency={currency} />
      </>
    ),
    hint: sentences(
      [
        hints[choice],
        amountMinor < owedMinor && t("pay.leaves", { amount: said(owedMinor - amountMinor) }),
      ],
      locale,
    ),
  }));
  if (other === null) return fixed;
  const bounds = t("pay.bounds", { least: said(other.minMinor), most: said(other.maxMinor) });
  const ownAmount = {
    value: "other",
    label: t("pay.other"),
    reveal: (
      <div className={own.error ? "field bad" : "field"}>
        <label htmlFor={own.id}>{t("pay.otherLabel")}</label>
        <Hint id={own.id}>{bounds}</Hint>
        <FieldError id={own.id}>{own.error}</FieldError>
        <MoneyInput {...own} hint={bounds} currency={currency} />
      </div>
    ),
  };
  return [...fixed, ownAmount];
}
