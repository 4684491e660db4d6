import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { dayInWeek } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { staffToday } from "#app/services/reading/staff-today.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { BreakTable } from "./break-table.tsx";
import { TaskTable } from "./task-table.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "accounts:read");
  const page = await staffToday(context.runtime, actor);
  return { page, mayClose: roleMay(actor.role, "tasks:close") };
}

/** The day's work, by what is due. */
export default function Today() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { page, mayClose } = useLoaderData<typeof loader>();
  const { tasks, breaks, since } = page;
  const count = (group: "late" | "today") => tasks.filter((one) => one.group === group).length;
  const title = t("today.title", { date: dayInWeek(page.today, locale) });
  return (
    <StaffPage title={title} lead={tasks.length > 0 && t("today.lead", { count: tasks.length })}>
      <Strip>
        <StripFigure name={t("today.late")}>{count("late")}</StripFigure>
        <StripFigure name={t("today.due")}>{count("today")}</StripFigure>
        <StripFigure name={t("today.payments")}>{since.payments}</StripFigure>
        <StripFigure name={t("today.plans")}>{since.plans}</StripFigure>
        <StripFigure name={t("today.breaks")}>{breaks.length}</StripFigure>
      </Strip>
      {tasks.length > 0 ? (
        <TaskTable tasks={tasks} mayClose={mayClose} />
      ) : (
        <Lead>{t("today.nothing")}</Lead>
      )}
      {breaks.length > 0 && <BreakTable breaks={breaks} />}
    </StaffPage>
  );
}
