import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AskText } from "#app/components/staff/ask-text.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { staffProposals } from "#app/services/reading/staff-proposals.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "plans:read");
  return staffProposals(context.runtime, actor);
}

/** Proposals that wait for a person. */
export default function Proposals() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const rows = useLoaderData<typeof loader>();
  const heads = (
    <>
      <GridHead>{t("proposals.answerBy")}</GridHead>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead>{t("proposals.ask")}</GridHead>
      <GridHead>{t("proposals.made")}</GridHead>
    </>
  );
  return (
    <StaffPage title={t("proposals.title")} lead={t("proposals.lead")}>
      {rows.length === 0 ? (
        <Lead>{t("proposals.none")}</Lead>
      ) : (
        <Grid caption={t("proposals.title")} heads={heads}>
          {rows.map((row) => (
            <GridRow key={row.id}>
              <Cell {...(row.late ? { look: "late" as const } : {})}>
                {row.answerBy !== null && shortMoment(row.answerBy, row.zone, locale)}
              </Cell>
              <Cell>
                <a href={`/staff/proposals/${row.id}`}>{row.name}</a>
              </Cell>
              <Cell look="quiet">{row.ref}</Cell>
              <Cell>
                <AskText ask={row.ask} />
              </Cell>
              <Cell look="quiet">{shortMoment(row.at, row.zone, locale)}</Cell>
            </GridRow>
          ))}
        </Grid>
      )}
    </StaffPage>
  );
}
