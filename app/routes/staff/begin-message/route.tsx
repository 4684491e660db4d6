import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField, TextField } from "#app/components/forms/text-field.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { WhomField } from "#app/components/staff/whom-field.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { begin, openMessage } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openMessage(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  begin(request, context, params);

/** Writes to a debtor first; the words stand on their page, where they may answer. */
export default function BeginMessage() {
  const { t } = useTranslation("staff");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    debtor: t("link.debtor"),
    subject: t("messages.subject"),
    text: t("messages.words"),
  };
  return (
    <StaffPage
      title={t("messages.begin")}
      crumbs={<AccountCrumbs id={page.id} reference={page.ref} />}
      lead={t("messages.beginLead")}
    >
      <NarrowForm>
        <ErrorSummary form={form} labels={labels} />
        <PageForm>
          <input type="hidden" name="once" value={page.once} />
          <WhomField form={form} people={page.people} />
          <TextField
            {...form.field("subject")}
            label={labels.subject}
            hint={t("messages.subjectHint")}
            maxLength={120}
          />
          <TextAreaField
            {...form.field("text")}
            label={labels.text}
            hint={t("messages.answerHint")}
            maxLength={4000}
          />
          <Acts>
            <Button>{t("messages.beginGo")}</Button>
            <PlainLink href={`/staff/accounts/${page.id}`}>{t("list.cancel")}</PlainLink>
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}
