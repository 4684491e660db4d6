import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Views } from "#app/components/staff/filters.tsx";
import { MorePages } from "#app/components/staff/more-pages.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { staffAccounts } from "#app/services/reading/staff-accounts.server.ts";
import { AccountFilters } from "./account-filters.tsx";
import { AccountTable } from "./account-table.tsx";
import { readFilters } from "./form.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "accounts:read");
  return staffAccounts(context.runtime, actor, readFilters(new URL(request.url)));
}

/** Accounts: found by any reference, or listed and narrowed. */
export default function Accounts() {
  const { t } = useTranslation("staff");
  const [params] = useSearchParams();
  const page = useLoaderData<typeof loader>();
  const query = params.get("q")?.trim() ?? "";
  const { rows, next, cut } = page;
  if (query !== "") {
    const found = cut
      ? t("accounts.foundMore", { count: rows.length })
      : t("accounts.found", { count: rows.length });
    return (
      <StaffPage title={t("accounts.title")} lead={found} search={query}>
        {rows.length > 0 ? <AccountTable rows={rows} /> : <Lead>{t("accounts.nothing")}</Lead>}
      </StaffPage>
    );
  }
  return (
    <StaffPage title={t("accounts.title")} lead={t("accounts.lead")}>
      <Views label={t("accounts.views")} views={viewsOf(params, t)} />
      <AccountFilters portfolios={page.portfolios} params={params} />
      {rows.length > 0 ? (
        <AccountTable rows={rows} params={params} />
      ) : (
        <Lead>{t("accounts.none")}</Lead>
      )}
      <MorePages params={params} next={next} />
    </StaffPage>
  );
}

type Say = ReturnType<typeof useTranslation<"staff">>["t"];

/** Lists that are asked for every day. */
function viewsOf(params: URLSearchParams, t: Say) {
  const plain = !params.has("days") && !params.has("min") && !params.has("max");
  const days = params.get("days");
  const status = params.get("status") ?? "open";
  return [
    {
      label: t("accounts.viewOpen"),
      href: "/staff/accounts",
      current: plain && status === "open",
    },
    ...[60, 90].map((least) => ({
      label: t("accounts.viewOverdue", { count: least }),
      href: `/staff/accounts?days=${least}`,
      current: days === `${least}`,
    })),
    {
      label: t("accounts.viewAny"),
      href: "/staff/accounts?status=any",
      current: plain && status === "any",
    },
  ];
}
