import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FileField } from "#app/components/forms/file-field.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField, TextField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { AccountName } from "#app/components/plan/account-name.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { begin, send } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  begin(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  send(request, context, params.accountId);

/** The first message about something. */
export default function NewMessage() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    subject: t("messages.subject"),
    text: t("messages.text"),
    files: t("messages.files"),
  };
  return (
    <DebtorPage back={{ href: "/messages", label: t("messages.title") }}>
      <PageTitle step={page.account && <AccountName {...page.account} />}>
        {t("messages.write")}
      </PageTitle>
      <Lead>{t("messages.writeLead")}</Lead>
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept encType="multipart/form-data">
        <input type="hidden" name="messageId" value={page.messageId} />
        <TextField {...form.field("subject")} label={labels.subject} maxLength={120} />
        <TextAreaField {...form.field("text")} label={labels.text} maxLength={4000} />
        <FileField {...form.field("files")} label={labels.files} added={page.added} />
        <Acts>
          <Button>{t("messages.send")}</Button>
          <PlainLink href="/messages">{t("messages.notNow")}</PlainLink>
        </Acts>
      </PageForm>
    </DebtorPage>
  );
}
