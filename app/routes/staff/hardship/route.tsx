import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { staffHardshipList } from "#app/services/reading/staff-hardship.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "hardship:read");
  return staffHardshipList(context.runtime, actor);
}

/** Cases of hardship that wait for a person, by the day that was promised. */
export default function HardshipList() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const rows = useLoaderData<typeof loader>();
  const heads = (
    <>
      <GridHead>{t("proposals.answerBy")}</GridHead>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead>{t("hardship.what")}</GridHead>
      <GridHead>{t("proposals.made")}</GridHead>
    </>
  );
  return (
    <StaffPage title={t("hardship.title")} lead={t("hardship.lead")}>
      {rows.length === 0 ? (
        <Lead>{t("hardship.none")}</Lead>
      ) : (
        <Grid caption={t("hardship.title")} heads={heads}>
          {rows.map((row) => (
            <GridRow key={row.id}>
              <Cell {...(row.late ? { look: "late" as const } : {})}>
                {row.answerBy !== null && shortMoment(row.answerBy, row.zone, locale)}
              </Cell>
              <Cell>
                <a href={`/staff/hardship/${row.id}`}>{row.name}</a>
              </Cell>
              <Cell look="quiet">{row.ref}</Cell>
              <Cell>
                {t(
                  row.crisis ? "hardship.crisis" : row.again ? "hardship.again" : "hardship.first",
                )}
                {row.added && ` ${t("cases.added")}`}
              </Cell>
              <Cell look="quiet">{shortMoment(row.at, row.zone, locale)}</Cell>
            </GridRow>
          ))}
        </Grid>
      )}
    </StaffPage>
  );
}
