import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { shortDate, shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { AccountListRow } from "#app/services/reading/staff-accounts-page.ts";

interface AccountTableProps {
  readonly rows: readonly AccountListRow[];
  /** Absent for what was searched: it has an order of its own. */
  readonly params?: URLSearchParams;
}

/** The accounts of a page, each with what it owed when it was last imported. */
export function AccountTable({ rows, params }: AccountTableProps) {
  const { t } = useTranslation("staff");
  const sort = params?.get("sort") === "balance" ? "balance" : "overdue";
  const heads = (
    <>
      <GridHead>{t("accounts.name")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead right {...sorting(params, sort, "balance")}>
        {t("accounts.balance")}
      </GridHead>
      <GridHead>{t("accounts.asOf")}</GridHead>
      <GridHead right {...sorting(params, sort, "overdue")}>
        {t("accounts.daysOverdue")}
      </GridHead>
      <GridHead>{t("accounts.stage")}</GridHead>
      <GridHead>{t("accounts.contact")}</GridHead>
    </>
  );
  return (
    <Grid caption={t("accounts.title")} heads={heads}>
      {rows.map((row) => (
        <AccountRow key={row.id} row={row} />
      ))}
    </Grid>
  );
}

function sorting(
  params: URLSearchParams | undefined,
  sort: "overdue" | "balance",
  by: "overdue" | "balance",
) {
  if (params === undefined) return {};
  const next = new URLSearchParams(params);
  next.delete("after");
  next.set("sort", by);
  const href = `/staff/accounts?${next}`;
  return sort === by ? { href, sort: "descending" as const } : { href };
}

function AccountRow({ row }: { row: AccountListRow }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { contactAt, contactChannel } = row;
  return (
    <GridRow>
      <Cell>
        <a href={`/staff/accounts/${row.id}`}>{row.name}</a>
      </Cell>
      <Cell look="quiet">{row.ref}</Cell>
      <Cell look="right">
        <Amount minor={row.totalMinor} currency={row.currency} />
      </Cell>
      <Cell look="quiet">{shortDate(row.asOf, locale)}</Cell>
      <Cell look="right">{row.daysOverdue}</Cell>
      <Cell>
        {row.stage === "held" && row.hold !== null
          ? t(`debtor:holdKind.${row.hold as "dispute"}`)
          : t(`stage.${row.stage}`)}
      </Cell>
      <Cell look="quiet">
        {contactAt !== null &&
          contactChannel !== null &&
          `${shortMoment(contactAt, row.zone, locale)} ${t(`channel.${contactChannel as "sms"}`)}`}
      </Cell>
    </GridRow>
  );
}
