import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Column, DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { AccountName } from "#app/components/plan/account-name.tsx";
import { ProposalReasons } from "#app/components/plan/proposal-reasons.tsx";
import { WaysInTurn } from "#app/components/plan/way-cards.tsx";
import { WaysCompared } from "#app/components/plan/ways-comparison.tsx";
import { WaysFilter } from "#app/components/plan/ways-filter.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { OtherAccounts, WhichAccounts } from "./accounts.tsx";
import { ReferTogether } from "./refer.tsx";
import { askPerson, showTogether } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => showTogether(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => askPerson(request, context);

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

const noRhythm = {
  frequencies: [],
  frequency: null,
  firstDueOn: null,
  firstFrom: null,
  firstTo: null,
};

export default function Together() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { currency, choices, filter, ways } = page;
  const until = ways?.validUntil ? dayAndMonth(ways.validUntil, locale) : null;
  return (
    <DebtorPage back={{ href: "/home", label: t("home.document") }} width="wide">
      <Column>
        <PageTitle document={t("together.document")}>{t("together.title")}</PageTitle>
        <NotDone {...page} />
        <p className="lead">{t("together.lead")}</p>
        <OtherAccounts choices={choices} />
      </Column>
      {page.able < 2 ? (
        <Note title={t("together.tooFew")} />
      ) : (
        <WaysFilter filter={filter} currency={currency} {...(ways ?? noRhythm)}>
          <WhichAccounts choices={choices} currency={currency} />
        </WaysFilter>
      )}
      {page.able > 1 && ways === null && <Note attention title={t("together.chooseTwo")} />}
      {ways && until && (
        <Column>
          <p className="lead">
            {whole(
              t("together.sum", {
                n: ways.accountIds.length,
                amount: moneyInText(page.totalMinor, currency, locale),
                date: until,
              }),
            )}
          </p>
        </Column>
      )}
      {ways && <Ways ways={ways} currency={currency} />}
      {ways?.refer && (
        <ReferTogether
          ask={ways.refer}
          accountIds={ways.accountIds}
          currency={currency}
          most={filter.values.most?.[0] ?? ""}
          stated={page.stated}
        />
      )}
      <Rows joined={ways !== null && ways.refer === null}>
        {choices
          .filter(({ bar }) => bar === null)
          .map(({ accountId, ...one }) => (
            <Row
              key={accountId}
              href={`/a/${accountId}/ways`}
              title={<AccountName {...one} />}
              detail={t("together.aloneHint")}
            />
          ))}
        {choices[0] && (
          <Row
            href={`/a/${choices[0].accountId}/hardship`}
            title={t("home.hard")}
            detail={t("home.hardHint")}
          />
        )}
      </Rows>
    </DebtorPage>
  );
}

/** What was sent and could not be done. */
function NotDone({ gone, unasked }: Pick<Page, "gone" | "unasked">) {
  const { t } = useTranslation("debtor");
  if (unasked) {
    return (
      <Note attention title={t("together.refer.unasked")}>
        {t("together.refer.unaskedNext")}
      </Note>
    );
  }
  return gone ? <Note attention title={t("ways.gone")} /> : null;
}

interface WaysProps {
  readonly ways: NonNullable<Page["ways"]>;
  readonly currency: Page["currency"];
}

/** The ways that all chosen accounts have, each with what it takes of every account. */
function Ways({ ways, currency }: WaysProps) {
  const { t } = useTranslation("debtor");
  const { accountIds, cards, more, all, reasons, limits } = ways;
  const signAt = `/together/sign?${accountIds.map((id) => `a=${id}&`).join("")}`;
  const shared = { accountId: accountIds[0] ?? "", currency, signAt };
  if (cards.length === 0) return <Note title={t("together.none")} />;
  return (
    <>
      {reasons.length > 0 && (
        <Note title={t("together.notSo")}>
          <ProposalReasons reasons={reasons} limits={limits} currency={currency} />
        </Note>
      )}
      <WaysInTurn ways={cards} more={more} {...shared} />
      <WaysCompared cards={cards} all={all} currency={currency} />
    </>
  );
}
