import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { AsOf, Eyebrow, Figure } from "#app/components/money/figure.tsx";
import { InterestTable } from "#app/components/money/interest-table.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Quiet } from "#app/components/ui/text.tsx";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { clockTime } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { sentences } from "#app/i18n/sentences.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { shownRules } from "#app/services/holds/shown-holds.server.ts";
import { balancePage } from "#app/services/reading/balance.server.ts";
import { nextOfPlan } from "#app/services/reading/next-of-plan.server.ts";
import { MadeOf } from "./made-of.tsx";
import { SinceTable } from "./since-table.tsx";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const page = balancePage(context.runtime, account);
  const { explanation } = page;
  const shown = await shownRules(context.runtime, visit.actor, account, explanation);
  const hasPlan = (await nextOfPlan(context.runtime.db, account)) !== null;
  return { ...page, explanation: shown, hasPlan };
}

/** Every sum shows its parts: from the collector's snapshot to now, and interest by interval. */
export default function Balance() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { totalMinor, currency, accountId, creditMinor } = page;
  const perDay = page.perDayMinor;
  const standing = [
    perDay > 0n
      ? t("balance.perDay", { amount: moneyInText(perDay, currency, locale) })
      : t("balance.noInterest"),
    page.paused
      ? t("balance.notOverdue")
      : page.daysOverdue > 0 && t("balance.overdue", { count: page.daysOverdue }),
    t(page.hasPlan ? "balance.planGoesOn" : "balance.planStops"),
  ];
  return (
    <DebtorPage tab="balance" width="aside">
      <PageTitle document={t("balance.document")}>{t("balance.title")}</PageTitle>
      <div className="gap">
        <Eyebrow
          left={t("balance.now")}
          right={t("balance.today", { time: clockTime(page.nowMs, page.zone, locale) })}
        />
      </div>
      <p className="gap-s">
        <Figure minor={totalMinor} currency={currency} />
      </p>
      {creditMinor > 0n && (
        <AsOf>{t("home.credit", { amount: moneyInText(creditMinor, currency, locale) })}</AsOf>
      )}
      <SinceTable page={page} />
      {page.explanation.length > 0 && (
        <InterestTable currency={currency} explanation={page.explanation} />
      )}
      {totalMinor > 0n && <MadeOf page={page} />}
      {totalMinor > 0n && (
        <Section title={t(page.hasPlan ? "balance.withPlan" : "balance.nothingDone")}>
          <Quiet>{sentences(standing, locale)}</Quiet>
          <Acts>
            {page.hasPlan ? (
              <ButtonLink href={`/a/${accountId}/plan`}>{t("home.plan")}</ButtonLink>
            ) : (
              <ButtonLink href={`/a/${accountId}/ways`}>{t("home.ways")}</ButtonLink>
            )}
          </Acts>
        </Section>
      )}
    </DebtorPage>
  );
}
