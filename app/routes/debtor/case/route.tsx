import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { groundKey, standKey } from "#app/components/cases/case-words.ts";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { SoloLink } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Quiet } from "#app/components/ui/text.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { AddToCase, NextStep, Withdraw } from "./acts.tsx";
import { Answer } from "./answer.tsx";
import { CaseLog } from "./case-log.tsx";
import { actOnCase, showCase } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showCase(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  actOnCase(request, context, params);

/** A case: where it stands, what rests meanwhile, what was said, what the debtor can do. */
export default function Case() {
  const { t } = useTranslation("debtor");
  const { page, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const title = t(groundKey(page));
  return (
    <DebtorPage
      back={{ href: `/a/${page.accountId}/wrong`, label: t("wrong.document") }}
      width="aside"
    >
      <PageTitle step={t(`case.kind.${page.kind}`)}>{title}</PageTitle>
      {done !== null && page.waits && <Thanks done={done} />}
      <Standing />
      {page.late && <Quiet gap="small">{t("case.late")}</Quiet>}
      {page.question !== null && (
        <Note attention title={t("case.asked")}>
          <p className="said">{page.question}</p>
        </Note>
      )}
      {(page.late || page.expectedOn !== null) && page.referral !== "none" && (
        <p className="small quiet gap-s">{t(`case.referral.${page.referral}`)}</p>
      )}
      {page.expectedOn !== null && (
        <SoloLink small href={`/a/${page.accountId}/cases/${page.id}/letter.pdf?which=holding`}>
          {t("case.holding.get")}
        </SoloLink>
      )}
      {page.answer && <Answer page={page} answer={page.answer} />}
      {page.waits && <AddToCase page={page} refused={refused} />}
      {!page.waits && <NextStep page={page} refused={refused} />}
      <Section title={t("case.log")}>
        <CaseLog page={page} />
      </Section>
      {page.waits && <Withdraw page={page} />}
    </DebtorPage>
  );
}

/** What was opened, to what it was added, or what is looked at again. */
function Thanks({ done }: { done: "opened" | "added" | "reopened" }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { page } = useLoaderData<typeof loader>();
  return (
    <p className="lead">
      {done === "opened"
        ? t(`case.thanks.${page.kind}`)
        : t(`case.thanks.${done}`, { date: longDate(page.openedOn, locale) })}
    </p>
  );
}

/** The clock, and what is stopped until then. */
function Standing() {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const { page } = useLoaderData<typeof loader>();
  const stops = page.stops.map((one) => t(`holdEffect.${one}`)).join(t("common:listSeparator"));
  return (
    <Facts gap>
      <Fact name={t("case.stands")}>{t(standKey(page.state, null))}</Fact>
      {page.waits && (
        <Fact name={t("case.answerBy")}>{longDate(page.expectedOn ?? page.answerBy, locale)}</Fact>
      )}
      {stops !== "" && <Fact name={t("case.stops")}>{stops}</Fact>}
      <Fact name={t("case.openedOn")}>{longDate(page.openedOn, locale)}</Fact>
    </Facts>
  );
}
