import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { threadsPage } from "#app/services/reading/threads.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return threadsPage(context.runtime, await requireDebtor(request, context));
}

/** What was written to us and what we answered. */
export default function Messages() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { threads, accountId, zone } = useLoaderData<typeof loader>();
  return (
    <DebtorPage tab="messages" width="aside">
      <PageTitle>{t("messages.title")}</PageTitle>
      <Lead>{t(threads.length === 0 ? "messages.none" : "messages.lead")}</Lead>
      {threads.length > 0 && (
        <div className="gap">
          <Rows>
            {threads.map(({ id, subject, lastAt, answerBy, unread }) => (
              <Row
                key={id}
                href={`/messages/${id}`}
                title={subject}
                detail={
                  <>
                    {unread && <b>{t("messages.unread")}</b>}{" "}
                    {answerBy !== null
                      ? t("messages.answerBy", { time: shortMoment(answerBy, zone, locale) })
                      : t("messages.last", { time: shortMoment(lastAt, zone, locale) })}
                  </>
                }
              />
            ))}
          </Rows>
        </div>
      )}
      {accountId !== null && (
        <Acts>
          <ButtonLink href={`/a/${accountId}/messages/new`}>{t("messages.write")}</ButtonLink>
        </Acts>
      )}
    </DebtorPage>
  );
}
