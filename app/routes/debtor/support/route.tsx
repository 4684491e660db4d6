import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField, TextAreaField, TextField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { showSupport, takeSupport } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showSupport(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takeSupport(request, context, params.accountId);

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
const hourOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:00`;

/** How to write to and speak with the reader; every later message follows it. */
export default function Support() {
  const { t } = useTranslation("debtor");
  const { accountId, support, saved } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused, {
    needs: support.needs,
    language: support.language ?? "",
    helper: support.helper ?? "",
    note: support.note ?? "",
    from: hourOf(support.hours?.fromMinute ?? 9 * 60),
    to: hourOf(support.hours?.toMinute ?? 18 * 60),
  });
  const back = `/a/${accountId}/hardship`;
  return (
    <DebtorPage back={{ href: back }} width="aside">
      <ErrorSummary form={form} labels={{ needs: t("support.needs"), to: t("support.to") }} />
      <PageTitle document={t("support.document")}>{t("support.title")}</PageTitle>
      <p className="lead">{t("support.lead")}</p>
      {saved && !form.refused && <Note title={t("support.saved")} />}
      <PageForm kept>
        <Needs form={form} />
        <TextAreaField
          {...form.field("note")}
          label={t("support.note")}
          hint={t("hardship.moreHint")}
          maxLength={1000}
        />
        <Acts>
          <Button>{t("support.save")}</Button>
          <PlainLink href={back}>{t("hardship.notNow")}</PlainLink>
        </Acts>
      </PageForm>
    </DebtorPage>
  );
}

function Needs({ form }: { form: FormView }) {
  const { t } = useTranslation("debtor");
  const hour = (name: "from" | "to") => (
    <SelectField {...form.field(name)} label={t(`support.${name}`)}>
      {hours.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </SelectField>
  );
  const text = (name: "language" | "helper") => (
    <TextField {...form.field(name)} label={t(`support.${name}Which`)} maxLength={200} />
  );
  return (
    <Choices
      {...form.field("needs")}
      multiple
      label={t("support.needs")}
      options={[
        {
          value: "large-print",
          label: t("support.need.large-print"),
          hint: t("support.hint.large-print"),
        },
        {
          value: "language",
          label: t("support.need.language"),
          hint: t("support.hint.language"),
          reveal: text("language"),
        },
        {
          value: "helper",
          label: t("support.need.helper"),
          hint: t("support.hint.helper"),
          reveal: text("helper"),
        },
        {
          value: "call-times",
          label: t("support.need.call-times"),
          hint: t("support.hint.call-times"),
          reveal: (
            <>
              {hour("from")}
              {hour("to")}
            </>
          ),
        },
      ]}
    />
  );
}
