import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FileField } from "#app/components/forms/file-field.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { ThreadMessages } from "#app/components/thread/thread-messages.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { readThread, reply } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  readThread(request, context, params.threadId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  reply(request, context, params.threadId ?? "");

/** One conversation, and room to go on with it. */
export default function Thread() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = { text: t("messages.text"), files: t("messages.files") };
  const names = { mine: t("messages.you"), theirs: t("messages.we") };
  const { answerBy, zone } = page;
  return (
    <DebtorPage back={{ href: "/messages", label: t("messages.title") }}>
      <PageTitle>{page.subject}</PageTitle>
      {answerBy !== null && (
        <Note title={page.sent ? t("messages.sent") : undefined}>
          {t("messages.promise", { time: longMoment(answerBy, zone, locale) })}
        </Note>
      )}
      <ThreadMessages {...page} names={names} filesAt="/files/" />
      <Section title={t("messages.goOn")}>
        <ErrorSummary form={form} labels={labels} />
        <PageForm kept encType="multipart/form-data">
          <input type="hidden" name="messageId" value={page.messageId} />
          <TextAreaField {...form.field("text")} label={labels.text} maxLength={4000} />
          <FileField {...form.field("files")} label={labels.files} added={page.added} />
          <Acts>
            <Button>{t("messages.send")}</Button>
          </Acts>
        </PageForm>
      </Section>
    </DebtorPage>
  );
}
