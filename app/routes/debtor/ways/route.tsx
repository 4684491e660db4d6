import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Column, DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { LastProposalNote } from "#app/components/plan/last-proposal.tsx";
import { WaysInTurn } from "#app/components/plan/way-cards.tsx";
import { WaysCompared } from "#app/components/plan/ways-comparison.tsx";
import { WaysFilter } from "#app/components/plan/ways-filter.tsx";
import { Acts, ButtonLink, SoloLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { dayAndMonth, longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { showWays } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showWays(request, context, params.accountId);

export default function Ways() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, currency, totalMinor, validUntil, cards, more, all } = page;
  if (cards.length === 0) return <NoWays />;
  const amount = moneyInText(totalMinor, currency, locale);
  return (
    <DebtorPage tab="ways" width="wide">
      <Column>
        <PageTitle document={t("ways.document")}>{t("ways.title")}</PageTitle>
        {page.gone && <Note attention title={t("ways.gone")} />}
        <p className="lead">
          {whole(
            t("ways.lead", { amount, date: validUntil ? dayAndMonth(validUntil, locale) : "" }),
          )}
        </p>
        {page.last && !page.gone && (
          <LastProposalNote last={page.last} accountId={accountId} zone={page.zone} />
        )}
      </Column>
      <Stated />
      <WaysFilter {...page} />
      <WaysInTurn ways={cards} more={more} accountId={accountId} currency={currency} />
      <Rows joined>
        <Row href={`/a/${accountId}/propose`} title={t("ways.own")} detail={t("ways.ownHint")} />
        {page.together && (
          <Row href="/together" title={t("together.row")} detail={t("together.rowHint")} />
        )}
      </Rows>
      <WaysCompared cards={cards} all={all} currency={currency} />
    </DebtorPage>
  );
}

/** What was stated of means, or the way to state it; nothing left over closes no door. */
function Stated() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, currency, statement, leftMinor } = useLoaderData<typeof loader>();
  const afford = `/a/${accountId}/afford?then=ways`;
  if (statement === null || leftMinor === null) {
    return (
      <Column>
        <SoloLink href={afford}>{t("ways.afford")}</SoloLink>
      </Column>
    );
  }
  const said = {
    date: longDate(statement.on, locale),
    left: moneyInText(leftMinor, currency, locale),
  };
  if (leftMinor > 0n) {
    return (
      <Column>
        <p className="quiet">
          {t("ways.stated", said)}{" "}
          <a href={afford}>{t(statement.fresh ? "ways.seeStated" : "ways.stillTrue")}</a>
        </p>
      </Column>
    );
  }
  return (
    <Column>
      <Note title={t("ways.nothingLeft", said)}>
        <p className="small">
          {t("ways.nothingLeftHint")}{" "}
          <a href={`/a/${accountId}/hardship`}>{t("afford.hardship")}</a>
        </p>
      </Note>
    </Column>
  );
}

/** Nothing owed, or something that stops offers for now: says which, and what is possible. */
function NoWays() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, totalMinor, hold, status } = useLoaderData<typeof loader>();
  const reason =
    totalMinor <= 0n ? "settled" : status !== "open" ? "closed" : hold ? "held" : "none";
  return (
    <DebtorPage tab="ways" width="aside">
      <PageTitle>{t(`ways.${reason}.title`)}</PageTitle>
      <p className="lead">{t(`ways.${reason}.lead`)}</p>
      {reason === "held" && hold && (
        <Note title={t(`holdKind.${hold.kind}`)}>
          {hold.to ? t("ways.heldUntil", { date: longDate(hold.to, locale) }) : null}
        </Note>
      )}
      <Acts>
        {reason !== "settled" && (
          <ButtonLink href={`/a/${accountId}/pay`}>{t("ways.paySome")}</ButtonLink>
        )}
        <ButtonLink look="second" href={`/home?account=${accountId}`}>
          {t("ways.home")}
        </ButtonLink>
      </Acts>
    </DebtorPage>
  );
}
