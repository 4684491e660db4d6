import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { groundKey } from "#app/components/cases/case-words.ts";
import { Amount } from "#app/components/money/amount.tsx";
import { Block, TwoColumns } from "#app/components/staff/block.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { AccountFacts } from "./account-facts.tsx";
import { CaseRecord } from "./case-record.tsx";
import { CaseWork } from "./case-work.tsx";
import { openCasePage, workOnIt } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openCasePage(request, context, params.caseId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  workOnIt(request, context, params.caseId ?? "");

/** One dispute or complaint: what was said, what is known, and what to do with it. */
export default function Case() {
  const { t } = useTranslation(["staff", "debtor"]);
  const { page, mayDecide } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const list = `/staff/${page.kind}s`;
  const crumbs = (
    <>
      <a href={list}>{t(`cases.title.${page.kind}`)}</a> /{" "}
      <a href={`/staff/accounts/${page.account.id}`}>{page.account.ref}</a>
    </>
  );
  const title = t("cases.of", { name: page.name, ground: t(`debtor:${groundKey(page)}`) });
  return (
    <StaffPage title={title} crumbs={crumbs}>
      <Clock />
      <TwoColumns
        left={
          <>
            <CaseRecord page={page} />
            {page.waits && mayDecide && (
              <Block title={t("cases.work")}>
                <CaseWork page={page} refused={refused} />
              </Block>
            )}
          </>
        }
        right={<AccountFacts page={page} />}
      />
    </StaffPage>
  );
}

/** State, clock, what rests, balance. */
function Clock() {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { page } = useLoaderData<typeof loader>();
  const { account, summaryBy, hold } = page;
  const more = [
    ...(page.late ? [t("cases.late")] : []),
    ...(page.extensions > 0 ? [t("cases.extended", { count: page.extensions })] : []),
    ...(summaryBy === null || !page.waits
      ? []
      : [t("cases.summaryBy", { date: shortMoment(summaryBy, account.zone, locale) })]),
  ].join(" · ");
  return (
    <Strip>
      <StripFigure
        name={t("cases.state")}
        {...(page.round > 1 ? { detail: t("cases.round", { round: page.round }) } : {})}
      >
        {page.outcome ? t(`cases.came.${page.outcome}`) : t(`cases.stand.${page.state}`)}
      </StripFigure>
      <StripFigure
        name={t("cases.answerBy")}
        late={page.late}
        {...(more === "" ? {} : { detail: more })}
      >
        {shortMoment(page.dueAt, account.zone, locale)}
      </StripFigure>
      <StripFigure
        name={t("cases.hold")}
        {...(hold?.inForce ? { detail: <Effects effects={hold.effects} /> } : {})}
      >
        {t(hold?.inForce ? "cases.holdOn" : "cases.holdOff")}
      </StripFigure>
      <StripFigure name={t("account.balanceNow")}>
        <Amount minor={account.totalMinor} currency={account.currency} />
      </StripFigure>
      <StripFigure name={t("account.daysOverdue")}>{account.daysOverdue}</StripFigure>
    </Strip>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>["page"];

function Effects({ effects }: { effects: NonNullable<Page["hold"]>["effects"] }) {
  const { t } = useTranslation(["debtor", "common"]);
  return <>{effects.map((one) => t(`holdEffect.${one}`)).join(t("common:listSeparator"))}</>;
}
