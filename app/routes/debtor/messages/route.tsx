import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { AccountName } from "#app/components/plan/account-name.tsx";
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

type MessagesPage = Awaited<ReturnType<typeof loader>>;

/** What was written to us and what we answered. */
export default function Messages() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { threads, accounts, zone } = useLoaderData<typeof loader>();
  return (
    <DebtorPage tab="messages" width="aside">
      <PageTitle>{t("messages.title")}</PageTitle>
      <Lead>{t(threads.length === 0 ? "messages.none" : "messages.lead")}</Lead>
      {threads.length > 0 && (
        <div className="gap">
          <Rows>
            {threads.map(({ id, subject, account, lastAt, answerBy, unread }) => (
              <Row
                key={id}
                href={`/messages/${id}`}
                title={subject}
                detail={
                  <>
                    {unread && <b>{t("messages.unread")}</b>}{" "}
                    {account && (
                      <>
                        <AccountName {...account} /> ·{" "}
                      </>
                    )}
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
      <Write accounts={accounts} />
    </DebtorPage>
  );
}

/** Whoever has several accounts says first which one it is about. */
function Write({ accounts }: Pick<MessagesPage, "accounts">) {
  const { t } = useTranslation("debtor");
  const [only, ...others] = accounts;
  if (only === undefined) return null;
  if (others.length === 0) {
    return (
      <Acts>
        <ButtonLink href={formOf(only.id)}>{t("messages.write")}</ButtonLink>
      </Acts>
    );
  }
  return (
    <Section title={t("messages.write")} under={t("messages.which")}>
      <Rows>
        {accounts.map(({ id, ref, ...name }) => (
          <Row
            key={id}
            href={formOf(id)}
            title={<AccountName {...name} />}
            detail={name.card === null && ref}
          />
        ))}
      </Rows>
    </Section>
  );
}

const formOf = (accountId: string) => `/a/${accountId}/messages/new`;
