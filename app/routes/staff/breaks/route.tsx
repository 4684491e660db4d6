import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Filter, Filters, Views } from "#app/components/staff/filters.tsx";
import { MorePages } from "#app/components/staff/more-pages.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { staffBreaks } from "#app/services/reading/staff-breaks.server.ts";
import { BreakList } from "./break-list.tsx";
import { SuspenseStrip } from "./suspense-strip.tsx";
import { breakAges, breakGroups, breakViews, readBreakFilters } from "./views.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "breaks:read");
  return staffBreaks(context.runtime, actor, readBreakFilters(new URL(request.url)));
}

/** Differences between the books and what others say, and the money that waits with them. */
export default function Breaks() {
  const { t } = useTranslation("staff");
  const [params] = useSearchParams();
  const page = useLoaderData<typeof loader>();
  const { rows, next } = page;
  const view = breakViews.find((known) => known === params.get("view")) ?? "open";
  return (
    <StaffPage title={t("breaks.title")} lead={t("breaks.lead")}>
      <SuspenseStrip page={page} />
      <Views
        label={t("breaks.views")}
        views={breakViews.map((one) => ({
          label: t(`breaks.view.${one}`),
          href: one === "open" ? "/staff/breaks" : `/staff/breaks?view=${one}`,
          current: one === view,
        }))}
      />
      <Filters>
        <Filter id="kind" label={t("breaks.kind")}>
          <Select id="kind" value={params.get("kind")}>
            {breakGroups.map((group) => (
              <option key={group} value={group}>
                {t(`breaks.group.${group}`)}
              </option>
            ))}
          </Select>
        </Filter>
        <Filter id="days" label={t("breaks.age")}>
          <Select id="days" value={params.get("days")}>
            {breakAges.map((days) => (
              <option key={days} value={days}>
                {t("breaks.atLeast", { count: days })}
              </option>
            ))}
          </Select>
        </Filter>
        <input type="hidden" name="view" value={view} />
        <Button look="second">{t("list.filter")}</Button>
      </Filters>
      {rows.length > 0 ? <BreakList rows={rows} /> : <Lead>{t("breaks.none")}</Lead>}
      <MorePages params={params} next={next} />
    </StaffPage>
  );
}

interface SelectProps {
  readonly id: string;
  readonly value: string | null;
  readonly children: ReactNode;
}

function Select({ id, value, children }: SelectProps) {
  const { t } = useTranslation("staff");
  return (
    <select className="input" id={id} name={id} defaultValue={value ?? ""}>
      <option value="">{t("accounts.any")}</option>
      {children}
    </select>
  );
}
