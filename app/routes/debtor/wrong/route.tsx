import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { groundKey, standKey } from "#app/components/cases/case-words.ts";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { wrongPage } from "#app/services/reading/wrong.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  return wrongPage(context.runtime, visit.actor, account);
}

/** Something is wrong: with the debt, with a card, with how somebody was treated. */
export default function Wrong() {
  const { t } = useTranslation("debtor");
  const { accountId, cases } = useLoaderData<typeof loader>();
  const door = (name: string) => `/a/${accountId}/wrong/${name}`;
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="aside"
    >
      <PageTitle>{t("wrong.title")}</PageTitle>
      <p className="lead">{t("wrong.lead")}</p>
      <div className="gap">
        <Rows>
          <Row href={door("dispute")} title={t("wrong.dispute")} detail={t("wrong.disputeHint")} />
          <Row href={door("fraud")} title={t("wrong.fraud")} detail={t("wrong.fraudHint")} />
          <Row
            href={door("complaint")}
            title={t("wrong.complaint")}
            detail={t("wrong.complaintHint")}
          />
        </Rows>
      </div>
      {cases.length > 0 && <Raised />}
    </DebtorPage>
  );
}

function Raised() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, cases } = useLoaderData<typeof loader>();
  return (
    <Section title={t("wrong.raised")}>
      <Rows>
        {cases.map((one) => (
          <Row
            key={one.id}
            href={`/a/${accountId}/cases/${one.id}`}
            title={t(groundKey(one))}
            detail={
              one.waits
                ? t("wrong.waits", { date: dayAndMonth(one.answerBy, locale) })
                : t(standKey(one.state, one.outcome))
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
