import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField, TextField } from "#app/components/forms/text-field.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { type HardshipOutcome, hardshipOutcomes } from "#app/domain/hardship/outcome.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { decideCase } from "./route.server.ts";

interface DecisionProps {
  readonly one: {
    readonly currency: Currency;
    readonly breathingDays: number;
    readonly crisisOffered: boolean;
    readonly vulnerable: boolean;
  };
}

/** What the case comes to: rest, a little each month, an amount to sign, or no, with the reason. */
export function Decision({ one }: DecisionProps) {
  const { t } = useTranslation("staff");
  const form = useFormView(useActionData<typeof decideCase>()?.refused, {
    days: String(one.breathingDays),
    months: "6",
  });
  const labels = {
    outcome: t("hardship.question"),
    amount: t("hardship.amount"),
    planAmount: t("hardship.amount"),
    months: t("hardship.months"),
    from: t("hardship.from"),
    treatmentEndedOn: t("hardship.treatmentEnded"),
    reason: t("hardship.reason"),
  };
  const outcomes = hardshipOutcomes.filter((outcome) => outcome !== "crisis" || one.crisisOffered);
  return (
    <Block title={t("hardship.decide")}>
      <ErrorSummary form={form} labels={labels} />
      <PageForm>
        <Choices
          {...form.field("outcome")}
          label={labels.outcome}
          options={outcomes.map((outcome) => ({
            value: outcome,
            label: t(`hardship.outcome.${outcome}`),
            hint: t(`hardship.outcomeHint.${outcome}`),
            reveal: <Figures outcome={outcome} form={form} currency={one.currency} />,
          }))}
        />
        <TextAreaField
          {...form.field("reason")}
          maxLength={1000}
          label={labels.reason}
          hint={t("proposals.reasonHint")}
        />
        <Choices
          {...form.field("vulnerable")}
          multiple
          label={t("hardship.care")}
          options={[
            { value: "yes", label: t("hardship.holdToo"), hint: t("hardship.holdTooHint") },
          ]}
        />
        <Acts>
          <Button>{t("proposals.go")}</Button>
          <PlainLink href="/staff/hardship">{t("list.cancel")}</PlainLink>
        </Acts>
      </PageForm>
    </Block>
  );
}

interface FiguresProps {
  readonly outcome: HardshipOutcome;
  readonly form: FormView;
  readonly currency: Currency;
}

/** What an outcome has to say: days, an amount, dates; nothing when it gives nothing. */
function Figures({ outcome, form, currency }: FiguresProps) {
  const { t } = useTranslation("staff");
  const day = (name: "from" | "treatmentEndedOn" | "firstDueOn", label: string, hint: string) => (
    <TextField {...form.field(name)} short type="date" label={label} hint={hint} />
  );
  const number = (name: "days" | "months") => (
    <TextField {...form.field(name)} short inputMode="numeric" label={t(`hardship.${name}`)} />
  );
  const amount = (name: "amount" | "planAmount") => (
    <MoneyField {...form.field(name)} currency={currency} label={t("hardship.amount")} />
  );
  switch (outcome) {
    case "breathing-space":
      return (
        <>
          {number("days")}
          {day("from", t("hardship.from"), t("hardship.fromHint"))}
        </>
      );
    case "crisis":
      return day(
        "treatmentEndedOn",
        t("hardship.treatmentEnded"),
        t("hardship.treatmentEndedHint"),
      );
    case "token-plan":
      return (
        <>
          {amount("amount")}
          {number("months")}
        </>
      );
    case "reduced-plan":
      return (
        <>
          {amount("planAmount")}
          {day("firstDueOn", t("hardship.firstDue"), t("hardship.firstDueHint"))}
        </>
      );
    case "declined":
      return null;
  }
}
