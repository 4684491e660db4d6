import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { ConfirmChange } from "#app/components/plan/confirm-change.tsx";
import { SideBySide } from "#app/components/plan/side-by-side.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { showSkip, skip } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showSkip(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  skip(request, context, params.accountId);

/** The next date left out: see both, then say so. */
export default function SkipInstalment() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, next, rest, after, currency } = page;
  if (next === null) return null;
  return (
    <DebtorPage back={{ href: `/a/${accountId}/plan`, label: t("plan.document") }} width="aside">
      <PageTitle>{t("planChange.skip.title")}</PageTitle>
      <p className="lead">
        {whole(t("planChange.skip.lead", { n: next.n, date: longDate(next.dueOn, locale) }))}
      </p>
      <SideBySide before={rest} after={after} currency={currency} />
      <ConfirmChange page={page} go={t("planChange.skip.go")} />
    </DebtorPage>
  );
}
