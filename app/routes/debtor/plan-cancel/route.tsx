import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { ConfirmChange } from "#app/components/plan/confirm-change.tsx";
import { HeldParts } from "#app/components/plan/held-parts.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { cancel, showCancel } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showCancel(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  cancel(request, context, params.accountId);

/** Leaving a plan: what it means, what else there is, then say so. */
export default function CancelPlan() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, balanceMinor, currency } = page;
  const { stays } = page.leaving;
  const amount = moneyInText(balanceMinor, currency, locale);
  const withdraw = page.withdrawUntil && longDate(page.withdrawUntil, locale);
  return (
    <DebtorPage back={{ href: `/a/${accountId}/plan`, label: t("plan.document") }} width="aside">
      <PageTitle>{t(withdraw ? "planChange.withdraw.title" : "planChange.cancel.title")}</PageTitle>
      <p className="lead">{whole(t("planChange.cancel.lead", { amount }))}</p>
      {withdraw && <p>{t("planChange.withdraw.until", { date: withdraw })}</p>}
      <Consequences page={page} />
      {stays.length > 0 && (
        <Section title={t("planChange.cancel.stays")}>
          <HeldParts holds={stays} />
        </Section>
      )}
      <Note title={t("planChange.cancel.instead")}>
        <p className="small">
          <a href={`/a/${accountId}/propose`}>{t("planChange.cancel.lighter")}</a>
        </p>
      </Note>
      <ConfirmChange
        page={page}
        go={t(withdraw ? "planChange.withdraw.go" : "planChange.cancel.go")}
      />
    </DebtorPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

/** What leaving does to what was paid, to interest and to what was on hold. */
function Consequences({ page }: { page: Page }) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const { currency, waivedMinor, leaving, today } = page;
  const { paidMinor, sparedMinor, interest, interestFrom, ends } = leaving;
  const said = (minor: bigint) => moneyInText(minor, currency, locale);
  const stops = ends.map((effect) => t(`holdEffect.${effect}`)).join(t("common:listSeparator"));
  return (
    <PlainList>
      {page.others > 0 && <li>{t("together.group.othersGoOn")}</li>}
      {paidMinor > 0n && <li>{t("planChange.cancel.counts", { paid: said(paidMinor) })}</li>}
      <li>
        {interestFrom === null
          ? t(`planChange.cancel.interest.${interest}`, { date: longDate(today, locale) })
          : t("planChange.cancel.heldUntil", { date: longDate(interestFrom, locale) })}
      </li>
      {sparedMinor > 0n && <li>{t("planChange.cancel.spared", { spared: said(sparedMinor) })}</li>}
      {ends.length > 0 && <li>{t("planChange.cancel.ends", { stops })}</li>}
      {waivedMinor > 0n && <li>{t("planChange.cancel.waiver", { waived: said(waivedMinor) })}</li>}
      <li>{t("planChange.cancel.again")}</li>
    </PlainList>
  );
}
