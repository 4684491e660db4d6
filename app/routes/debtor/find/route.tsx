import type { ActionFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CodeField } from "#app/components/forms/code-input.tsx";
import { DateField } from "#app/components/forms/date-inputs.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { judgeLetter } from "./route.server.ts";

export const action = ({ request, context }: ActionFunctionArgs) => judgeLetter(request, context);

/** The way in for somebody who has only a letter: its reference and two facts. */
export default function FindAccount() {
  const { t } = useTranslation("debtor");
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = { reference: t("find.reference"), dateOfBirth: t("fact.dateOfBirth") };
  return (
    <DebtorPage>
      <ErrorSummary form={form} labels={labels} />
      <PageTitle>{t("find.title")}</PageTitle>
      <p className="lead">{t("find.lead")}</p>
      <PageForm>
        <TextField
          {...form.field("reference")}
          label={t("find.reference")}
          hint={t("find.referenceHint")}
          autoComplete="off"
          spellCheck={false}
        />
        <section className="sec">
          <h2>{t("find.two")}</h2>
          <DateField form={form} name="dateOfBirth" label={t("fact.dateOfBirth")} birthday />
          <CodeField
            {...form.field("idLast4")}
            label={t("fact.idLast4")}
            hint={t("check.idLast4Hint")}
            length={4}
            kind="fact"
            letters
          />
          <CodeField
            {...form.field("cardLast4")}
            label={t("fact.cardLast4")}
            length={4}
            kind="fact"
          />
        </section>
        <Acts>
          <Button>{t("check.go")}</Button>
        </Acts>
      </PageForm>
      <p className="small quiet gap">{t("check.pause")}</p>
    </DebtorPage>
  );
}
