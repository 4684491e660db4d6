import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { HeldParts } from "#app/components/plan/held-parts.tsx";
import { PauseLater } from "#app/components/plan/pause-later.tsx";
import { SoloLink } from "#app/components/ui/button.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { CaseStands } from "./case-stands.tsx";
import { answerCase, showHardship } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showHardship(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  answerCase(request, context, params.accountId);

/** Tell us it's hard: the case that runs, or the ways to begin; and what rests meanwhile. */
export default function Hardship() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const { accountId, holds, advice, status, pause } = page;
  const open = page.case !== null && page.case.state !== "withdrawn";
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="aside"
    >
      {open && page.case ? (
        <CaseStands one={page.case} page={page} />
      ) : (
        <>
          <PageTitle document={t("hardship.document")}>{t("hardship.title")}</PageTitle>
          <p className="lead">{t("hardship.lead")}</p>
        </>
      )}
      {holds.length > 0 && (
        <Section title={t("hardship.rests")} under={t("hardship.restsUnder")}>
          <HeldParts holds={holds} />
        </Section>
      )}
      <Section title={t(open ? "hardship.also" : "hardship.begin")}>
        <Rows>
          {!open && status === "open" && (
            <Row
              href={`/a/${accountId}/hardship/tell`}
              title={t("hardship.tell")}
              detail={t("hardship.tellHint")}
            />
          )}
          {pause.possible && (
            <Row
              href={`/a/${accountId}/breathing-space`}
              title={t("hardship.pause")}
              detail={t("hardship.pauseHint")}
            />
          )}
          <Row
            href={`/a/${accountId}/afford`}
            title={t("hardship.afford")}
            detail={t("hardship.affordHint")}
          />
          <Row
            href={`/a/${accountId}/support`}
            title={t("hardship.support")}
            detail={t("hardship.supportHint")}
          />
          <Row href="/learn/help" title={t("learn.help")} detail={t("learn.helpHint")} />
        </Rows>
        {pause.offered && !pause.possible && <PauseLater from={pause.from} />}
      </Section>
      {advice.length > 0 && (
        <Section title={t("hardship.advice")} under={t("hardship.adviceUnder")}>
          {advice.map(({ name, url }) => (
            <SoloLink key={url} href={url}>
              {name}
            </SoloLink>
          ))}
        </Section>
      )}
    </DebtorPage>
  );
}
