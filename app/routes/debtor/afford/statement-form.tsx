import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { StatementLine } from "#app/domain/plans/offer.ts";
import { incomeKinds } from "#app/domain/plans/statement.ts";
import { spendingKinds } from "#app/domain/policy/guideline-rule.ts";

interface StatementFormProps {
  readonly accountId: string;
  readonly currency: Currency;
  /** What was stated last; it stands in the form. */
  readonly saved: {
    readonly income: readonly StatementLine[];
    readonly spending: readonly StatementLine[];
    readonly adults: number;
    readonly children: number;
    readonly flags: readonly { readonly kind: string; readonly side: "above" | "below" }[];
  } | null;
  readonly refused: RefusedForm | undefined;
  readonly then: string;
}

/** What comes in and what goes out each month; every line may stay empty. */
export function StatementForm({ accountId, currency, saved, refused, then }: StatementFormProps) {
  const { t } = useTranslation("debtor");
  const form = useFormView(refused, valuesOf(saved, currency));
  const labels = {
    adults: t("afford.adults"),
    children: t("afford.children"),
    ...Object.fromEntries(
      [...incomeKinds, ...spendingKinds].map((kind) => [`sums.${kind}`, t(`afford.kind.${kind}`)]),
    ),
  };
  const flags = new Map(saved?.flags.map(({ kind, side }) => [kind, side]));
  const money = (kind: (typeof incomeKinds)[number] | (typeof spendingKinds)[number]) => {
    const side = refused ? undefined : flags.get(kind);
    return (
      <MoneyField
        key={kind}
        {...form.field(`sums.${kind}`)}
        label={t(`afford.kind.${kind}`)}
        currency={currency}
        {...(side ? { flag: t(`afford.flag.${side}`) } : {})}
      />
    );
  };
  return (
    <>
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept action={`/a/${accountId}/afford?then=${then}`}>
        <Section title={t("afford.household")} under={t("afford.householdUnder")}>
          <TextField {...form.field("adults")} label={labels.adults} short inputMode="numeric" />
          <TextField
            {...form.field("children")}
            label={labels.children}
            short
            inputMode="numeric"
          />
        </Section>
        <Section title={t("afford.income")} under={t("afford.incomeUnder")}>
          {incomeKinds.map(money)}
        </Section>
        <Section title={t("afford.spending")} under={t("afford.spendingUnder")}>
          {spendingKinds.map(money)}
        </Section>
        <Acts>
          <Button>{t("afford.save")}</Button>
          <PlainLink href={`/a/${accountId}/${then}`}>{t("afford.notNow")}</PlainLink>
        </Acts>
        <p className="small quiet gap">{t("afford.private")}</p>
      </PageForm>
    </>
  );
}

function valuesOf(saved: StatementFormProps["saved"], currency: Currency): Record<string, string> {
  const lines = saved ? [...saved.income, ...saved.spending] : [];
  return {
    adults: String(saved?.adults ?? 1),
    children: String(saved?.children ?? 0),
    ...Object.fromEntries(
      lines.map((line) => [`sums.${line.kind}`, formatAmount(line.monthlyMinor, currency)]),
    ),
  };
}
