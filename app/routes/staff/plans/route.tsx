import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Filter, Filters, Views } from "#app/components/staff/filters.tsx";
import { MorePages } from "#app/components/staff/more-pages.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { staffPlans } from "#app/services/reading/staff-plans.server.ts";
import { PlanTable } from "./plan-table.tsx";
import { planViews, readPlanFilters } from "./views.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "plans:read");
  return staffPlans(context.runtime, actor, readPlanFilters(new URL(request.url)));
}

/** The plans that were agreed, and how they are kept. */
export default function Plans() {
  const { t } = useTranslation("staff");
  const [params] = useSearchParams();
  const { portfolios, rows, next } = useLoaderData<typeof loader>();
  const chosen = params.get("state") ?? "open";
  return (
    <StaffPage title={t("plans.title")} lead={t("plans.lead")}>
      <Views
        label={t("plans.views")}
        views={planViews.map((view) => ({
          label: t(`plans.view.${view}`),
          href: view === "open" ? "/staff/plans" : `/staff/plans?state=${view}`,
          current: chosen === view,
        }))}
      />
      {portfolios.length > 1 && (
        <Filters>
          <Filter id="portfolio" label={t("accounts.portfolio")}>
            <select
              className="input"
              id="portfolio"
              name="portfolio"
              defaultValue={params.get("portfolio") ?? ""}
            >
              <option value="">{t("accounts.any")}</option>
              {portfolios.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </Filter>
          <input type="hidden" name="state" value={chosen} />
          <Button look="second">{t("list.filter")}</Button>
        </Filters>
      )}
      {rows.length > 0 ? <PlanTable rows={rows} /> : <Lead>{t("plans.none")}</Lead>}
      <MorePages params={params} next={next} />
    </StaffPage>
  );
}
