import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { AsOf, Figure } from "#app/components/money/figure.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Delivery } from "#app/components/ui/delivery.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Digits, NoBreak, Quiet } from "#app/components/ui/text.tsx";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { notFound } from "#app/http/responses.server.ts";
import { clockTime, longDate, longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { receipt } from "#app/services/reading/receipt.server.ts";
import { SplitAnew } from "./anew.tsx";
import { BalanceChange, WhatItPaid } from "./parts.tsx";
import { WhatWentBack } from "./went-back.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { account } = await requireAccount(request, context, params.accountId);
  const page = await receipt(context.runtime, account, params.paymentId ?? "");
  if (page === null) throw notFound();
  return page;
}

export default function Receipt() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const { accountId, amountMinor, currency, ending } = page;
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="aside"
    >
      <PageTitle document={t("receipt.document")}>
        {t(ending === "stands" ? "receipt.title" : `receipt.ended.${ending}.title`)}
      </PageTitle>
      <p className="gap">
        <Figure minor={amountMinor} currency={currency} />
      </p>
      <WhenAndHow page={page} />
      {ending !== "stands" && <Note attention>{t(`receipt.ended.${ending}.text`)}</Note>}
      {ending === "stands" && <HowFar page={page} />}
      <WhatWentBack page={page} />
      <SplitAnew anew={page.anew} currency={currency} />
      <WhatItPaid page={page} />
      <BalanceChange page={page} />
      <Acts>
        <WayOn page={page} />
      </Acts>
    </DebtorPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

/** On to the plan, or to the ways to pay what is left; home when nothing is. */
function WayOn({ page }: { page: Page }) {
  const { t } = useTranslation("debtor");
  const { accountId, owesNow, planned } = page;
  if (planned) return <ButtonLink href={`/a/${accountId}/plan`}>{t("receipt.plan")}</ButtonLink>;
  if (owesNow) return <ButtonLink href={`/a/${accountId}/ways`}>{t("receipt.rest")}</ButtonLink>;
  return <ButtonLink href={`/home?account=${accountId}`}>{t("receipt.home")}</ButtonLink>;
}

/** 19 November 2026, 14:32, bank card, receipt R-… */
function WhenAndHow({ page }: { page: Page }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { paidAt, zone, effectiveOn, source, receiptNo } = page;
  const method = methods.find((known) => known === page.method) ?? "other";
  const portal = source === "stripe";
  return (
    <AsOf>
      <NoBreak>{portal ? longMoment(paidAt, zone, locale) : longDate(effectiveOn, locale)}</NoBreak>
      {t("receipt.how", { method: t(`receipt.method.${method}`) })}
      <Digits>
        <NoBreak>{receiptNo}</NoBreak>
      </Digits>
    </AsOf>
  );
}

const methods = ["card", "alipay", "wechat_pay"] as const;

/** How far the news has come on its way into the collector's system. */
function HowFar({ page }: { page: Page }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { state, times } = page.delivery;
  const shown = Object.entries(times).map(([step, at]) => [
    step,
    clockTime(at as number, page.zone, locale),
  ]);
  return (
    <>
      <Delivery state={{ reached: state, times: Object.fromEntries(shown) }} />
      <Quiet small gap="small">
        {t(state === "applied" ? "receipt.applied" : "receipt.counts")}
      </Quiet>
    </>
  );
}
