import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffCasePage } from "#app/services/reading/staff-case.server.ts";

interface WorkProps {
  readonly page: StaffCasePage;
  readonly refused: RefusedForm | undefined;
}

/** Answer, ask, take more time, or note something: one form, each with its words. */
export function CaseWork({ page, refused }: WorkProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const form = useFormView(refused);
  const labels = {
    act: t("cases.act"),
    outcome: t("cases.outcome"),
    amount: t("cases.amount"),
    why: t("cases.why"),
    ask: t("cases.question"),
    extend: t("cases.reason"),
    note: t("cases.note"),
  };
  const words = (name: "ask" | "extend" | "note") => (
    <TextAreaField {...form.field(name)} maxLength={2000} label={labels[name]} />
  );
  const until = page.mayExtendTo;
  const extend =
    until === null
      ? []
      : [
          {
            value: "extend",
            label: t("cases.extend", { date: shortMoment(until, page.account.zone, locale) }),
            hint: t("cases.extendHint"),
            reveal: words("extend"),
          },
        ];
  return (
    <>
      <ErrorSummary form={form} labels={labels} />
      <PageForm>
        <Choices
          {...form.field("act")}
          label={labels.act}
          options={[
            {
              value: "resolve",
              label: t("cases.resolve"),
              reveal: <AnswerFields page={page} form={form} labels={labels} />,
            },
            { value: "ask", label: t("cases.ask"), reveal: words("ask") },
            ...extend,
            { value: "note", label: t("cases.addNote"), reveal: words("note") },
          ]}
        />
        <Acts>
          <Button>{t("cases.go")}</Button>
          <PlainLink href={`/staff/${page.kind}s`}>{t("list.cancel")}</PlainLink>
        </Acts>
      </PageForm>
    </>
  );
}

interface AnswerFieldsProps {
  readonly page: StaffCasePage;
  readonly form: FormView;
  readonly labels: Readonly<Record<"outcome" | "amount" | "why", string>>;
}

/** Each outcome says what it does to the balance and to what is stopped. */
function AnswerFields({ page, form, labels }: AnswerFieldsProps) {
  const { t } = useTranslation("staff");
  const takes = page.outcomes.some(({ takesOff }) => takesOff === "some" || takesOff === "may");
  return (
    <>
      <Choices
        {...form.field("outcome")}
        label={labels.outcome}
        options={page.outcomes.map(({ outcome, takesOff, hold }) => ({
          value: outcome,
          label: t(`cases.came.${outcome}`),
          hint:
            page.hold === null
              ? t(`cases.takesOff.${takesOff}`)
              : t("cases.effect", {
                  takes: t(`cases.takesOff.${takesOff}`),
                  hold: t(`cases.holdThen.${hold}`),
                }),
        }))}
      />
      {takes && (
        <MoneyField
          {...form.field("amount")}
          label={labels.amount}
          hint={t("cases.amountHint")}
          currency={page.account.currency}
        />
      )}
      <TextAreaField
        {...form.field("why")}
        maxLength={2000}
        label={labels.why}
        hint={t("cases.whyHint")}
      />
    </>
  );
}
