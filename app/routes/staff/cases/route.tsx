import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { groundKey } from "#app/components/cases/case-words.ts";
import { Views } from "#app/components/staff/filters.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import type { CaseKind } from "#app/domain/disputes/case.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { type StaffCaseLine, staffCases } from "#app/services/reading/staff-cases.server.ts";

/** One page at two addresses: /staff/disputes and /staff/complaints. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "cases:read");
  const { pathname, searchParams } = new URL(request.url);
  const kind: CaseKind = pathname.startsWith("/staff/complaints") ? "complaint" : "dispute";
  const waiting = searchParams.get("view") !== "over";
  return { kind, waiting, rows: await staffCases(context.runtime, actor, kind, waiting) };
}

/** Cases by their clock; a late one is said in amber. */
export default function Cases() {
  const { t } = useTranslation(["staff", "debtor"]);
  const { kind, waiting, rows } = useLoaderData<typeof loader>();
  const views = [
    { label: t("cases.waiting"), href: `/staff/${kind}s`, current: waiting },
    { label: t("cases.over"), href: `/staff/${kind}s?view=over`, current: !waiting },
  ];
  const heads = (
    <>
      <GridHead>{t(waiting ? "cases.answerBy" : "cases.ended")}</GridHead>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead>{t("cases.ground")}</GridHead>
      <GridHead>{t("cases.state")}</GridHead>
      <GridHead>{t("cases.opened")}</GridHead>
    </>
  );
  return (
    <StaffPage title={t(`cases.title.${kind}`)} lead={t(`cases.lead.${kind}`)}>
      <Views label={t(`cases.title.${kind}`)} views={views} />
      {rows.length === 0 ? (
        <Lead>{t(waiting ? "cases.none" : "cases.noneOver")}</Lead>
      ) : (
        <Grid caption={t(`cases.title.${kind}`)} heads={heads}>
          {rows.map((row) => (
            <Line key={row.id} row={row} kind={kind} waiting={waiting} />
          ))}
        </Grid>
      )}
    </StaffPage>
  );
}

interface LineProps {
  readonly row: StaffCaseLine;
  readonly kind: CaseKind;
  readonly waiting: boolean;
}

function Line({ row, kind, waiting }: LineProps) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const moment = waiting ? row.dueAt : row.endedAt;
  return (
    <GridRow>
      <Cell {...(row.late ? { look: "late" as const } : {})}>
        {moment !== null && shortMoment(moment, row.zone, locale)}
        {row.late && ` ${t("cases.late")}`}
      </Cell>
      <Cell>
        <a href={`/staff/${kind}s/${row.id}`}>{row.name}</a>
      </Cell>
      <Cell look="quiet">{row.ref}</Cell>
      <Cell>{t(`debtor:${groundKey({ kind, ground: row.ground })}`)}</Cell>
      <Cell>
        {row.outcome ? t(`cases.came.${row.outcome}`) : t(`cases.stand.${row.state}`)}
        {row.round > 1 && ` ${t("cases.round", { round: row.round })}`}
        {waiting && row.added && ` ${t("cases.added")}`}
      </Cell>
      <Cell look="quiet">{shortMoment(row.at, row.zone, locale)}</Cell>
    </GridRow>
  );
}
