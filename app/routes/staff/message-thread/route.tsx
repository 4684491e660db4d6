import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { SupportFacts } from "#app/components/staff/support-facts.tsx";
import { ThreadMessages } from "#app/components/thread/thread-messages.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Facts } from "#app/components/ui/facts.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { answer, openThread } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openThread(request, context, params.threadId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  answer(request, context, params.threadId ?? "");

/** One conversation with a debtor, and the answer to it. */
export default function StaffThread() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { thread, mayOpenFiles } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const { answerBy, zone, name } = thread;
  const crumbs = <AccountCrumbs id={thread.accountId} reference={thread.ref} />;
  const lead =
    answerBy === null
      ? t("messages.nobodyWaits")
      : t("messages.promised", { time: longMoment(answerBy, zone, locale) });
  return (
    <StaffPage title={thread.subject} crumbs={crumbs} lead={lead}>
      <NarrowForm>
        <Facts>
          <SupportFacts support={thread.support} />
        </Facts>
        <ThreadMessages
          messages={thread.messages}
          zone={zone}
          names={{ mine: name, theirs: t("messages.we") }}
          filesAt={mayOpenFiles ? "/staff/evidence/" : null}
        />
        <ErrorSummary form={form} labels={{ text: t("messages.answer") }} />
        <PageForm className="gap">
          <input type="hidden" name="messageId" value={thread.messageId} />
          <TextAreaField
            {...form.field("text")}
            label={t("messages.answer")}
            hint={t("messages.answerHint")}
            maxLength={4000}
          />
          <Acts>
            <Button name="act" value="answer">
              {t("messages.send")}
            </Button>
            {answerBy !== null && (
              <Button look="second" name="act" value="none">
                {t("messages.noAnswer")}
              </Button>
            )}
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}
