import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { staffThreads } from "#app/services/reading/staff-threads.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "messages:answer");
  return staffThreads(context.runtime, actor);
}

/** What debtors wrote: who waits longest stands first. */
export default function StaffMessages() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const rows = useLoaderData<typeof loader>();
  const heads = (
    <>
      <GridHead>{t("messages.answerBy")}</GridHead>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead>{t("messages.subject")}</GridHead>
      <GridHead>{t("messages.last")}</GridHead>
    </>
  );
  return (
    <StaffPage title={t("messages.title")} lead={t("messages.lead")}>
      {rows.length === 0 ? (
        <Lead>{t("messages.none")}</Lead>
      ) : (
        <Grid caption={t("messages.title")} heads={heads}>
          {rows.map((row) => (
            <GridRow key={row.id}>
              <Cell {...(row.late ? { look: "late" as const } : {})}>
                {row.answerBy === null
                  ? t("messages.answered")
                  : shortMoment(row.answerBy, row.zone, locale)}
              </Cell>
              <Cell>{row.name}</Cell>
              <Cell look="quiet">{row.ref}</Cell>
              <Cell>
                <a href={`/staff/messages/${row.id}`}>{row.subject}</a>
              </Cell>
              <Cell look="quiet">{shortMoment(row.lastAt, row.zone, locale)}</Cell>
            </GridRow>
          ))}
        </Grid>
      )}
    </StaffPage>
  );
}
