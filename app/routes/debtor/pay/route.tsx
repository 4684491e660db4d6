import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { AmountForm } from "#app/components/pay/amount-form.tsx";
import { GoingNote } from "#app/components/pay/going.tsx";
import { WhatComesNext } from "#app/components/pay/methods.tsx";
import { PausedNote } from "#app/components/pay/paused-note.tsx";
import { SuspendedNote } from "#app/components/pay/suspended.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { pay, showPay } from "./route.server.ts";

export const loader = showPay;
export const action = pay;

export default function Pay() {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { totalMinor, currency, accountId, closed, blocked, methods } = page;
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="aside"
    >
      <PageTitle>{t(blocked ? "pay.document" : "pay.title")}</PageTitle>
      <Lead>
        {t(totalMinor > 0n && !closed && !blocked ? "pay.lead" : "pay.leadNothing", {
          amount: moneyInText(totalMinor, currency, locale),
        })}
      </Lead>
      {!answer && page.going && <GoingNote going={page.going} currency={currency} />}
      <SuspendedNote money={page.suspended} />
      {!closed && page.paused && <PausedNote {...page.paused} />}
      {closed && <Note>{t(`pay.closed.${closed}`)}</Note>}
      {!closed && !blocked && (
        <>
          <AmountForm
            page={page}
            refused={answer?.refused}
            title={t("pay.title")}
            go={t("pay.go")}
          />
          <WhatComesNext methods={methods} />
          <OtherWays page={page} />
        </>
      )}
    </DebtorPage>
  );
}

/** Several accounts at once; one's own bank; somebody else. */
function OtherWays({ page }: { page: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const { t } = useTranslation("debtor");
  const { accountId, several, payerLinks, byTransfer } = page;
  if (!several && !payerLinks && !byTransfer) return null;
  return (
    <Section title={t("pay.ways")}>
      <Rows>
        {several && (
          <Row href="/pay" title={t("paySeveral.row")} detail={t("paySeveral.rowHint")} />
        )}
        {byTransfer && (
          <Row
            href={`/a/${accountId}/pay/transfer`}
            title={t("transfer.row")}
            detail={t("transfer.rowDetail")}
          />
        )}
        {payerLinks && (
          <Row
            href={`/a/${accountId}/payer-link`}
            title={t("payerLink.row")}
            detail={t("payerLink.rowHint")}
          />
        )}
      </Rows>
    </Section>
  );
}
