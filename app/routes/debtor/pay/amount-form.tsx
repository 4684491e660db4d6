import { useTranslation } from "react-i18next";
import { type ChoiceOption, Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FieldError, Hint } from "#app/components/forms/field.tsx";
import { type FormView, type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyInput } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { FixedChoice, PayOptions } from "#app/domain/payments/amounts.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface AmountPage extends PayOptions {
  readonly currency: Currency;
  readonly owedMinor: bigint;
  readonly next: { readonly n: number; readonly dueOn: CalendarDate } | null;
  /** A choice that the page's address names. */
  readonly asked: string | null;
}

interface AmountFormProps {
  readonly page: AmountPage;
  readonly refused: RefusedForm | undefined;
}

/** How much: the sums that mean something, and one's own. */
export function AmountForm({ page, refused }: AmountFormProps) {
  const { t } = useTranslation("debtor");
  const form = useFormView(refused, { choice: firstChoice(page) });
  const options = useOptions(page, form);
  return (
    <PageForm className="gap">
      <ErrorSummary form={form} labels={{ choice: t("pay.title"), amount: t("pay.other") }} />
      <Choices {...form.field("choice")} hideLabel label={t("pay.title")} options={options} />
      <Acts>
        <Button>{t("pay.go")}</Button>
      </Acts>
    </PageForm>
  );
}

/** What most people come for: the instalment of the plan, else what is past its date. */
function firstChoice({ fixed, asked }: AmountPage): string {
  const open = fixed.map(({ choice }) => choice as string);
  const wanted = [asked ?? "", "next", "overdue", "whole"];
  return wanted.find((choice) => open.includes(choice)) ?? "other";
}

function useOptions(page: AmountPage, form: FormView): ChoiceOption[] {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { currency, owedMinor, next, other } = page;
  const said = (minor: bigint) => moneyInText(minor, currency, locale);
  const hints: Record<FixedChoice, string> = {
    whole: t("pay.wholeHint"),
    overdue: t("pay.overdueHint"),
    next:
      next === null ? "" : t("pay.nextDue", { date: dayAndMonth(next.dueOn, locale), n: next.n }),
  };
  const fixed = page.fixed.map(({ choice, amountMinor }) => ({
    value: choice,
    label: (
      <>
        {t(`pay.${choice}`)} <Amount minor={amountMinor} currency={currency} />
      </>
    ),
    hint: [
      hints[choice],
      amountMinor < owedMinor ? t("pay.leaves", { amount: said(owedMinor - amountMinor) }) : "",
    ].join(locale === "zh-CN" ? "" : " "),
  }));
  if (other === null) return fixed;
  const bounds = t("pay.bounds", { least: said(other.minMinor), most: said(other.maxMinor) });
  const field = form.field("amount");
  const own = {
    value: "other",
    label: t("pay.other"),
    reveal: (
      <div className={field.error ? "field bad" : "field"}>
        <label htmlFor={field.id}>{t("pay.otherLabel")}</label>
        <Hint id={field.id}>{bounds}</Hint>
        <FieldError id={field.id}>{field.error}</FieldError>
        <MoneyInput {...field} hint={bounds} currency={currency} />
      </div>
    ),
  };
  return [...fixed, own];
}
