import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { ConfirmChange } from "#app/components/plan/confirm-change.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Note } from "#app/components/ui/note.tsx";
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
  const { accountId, balanceMinor, currency, waivedMinor } = page;
  const amount = moneyInText(balanceMinor, currency, locale);
  const waived = moneyInText(waivedMinor, currency, locale);
  const withdraw = page.withdrawUntil && longDate(page.withdrawUntil, locale);
  return (
    <DebtorPage back={{ href: `/a/${accountId}/plan`, label: t("plan.document") }} width="aside">
      <PageTitle>{t(withdraw ? "planChange.withdraw.title" : "planChange.cancel.title")}</PageTitle>
      <p className="lead">{t("planChange.cancel.lead", { amount })}</p>
      {withdraw && <p>{t("planChange.withdraw.until", { date: withdraw })}</p>}
      <PlainList>
        {page.others > 0 && <li>{t("together.group.othersGoOn")}</li>}
        <li>{t("planChange.cancel.counts")}</li>
        <li>{t("planChange.cancel.interest")}</li>
        {waivedMinor > 0n && <li>{t("planChange.cancel.waiver", { waived })}</li>}
        <li>{t("planChange.cancel.again")}</li>
      </PlainList>
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
