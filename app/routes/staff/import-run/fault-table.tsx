import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { Cell, Grid, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import type { ImportFault } from "#app/services/reading/staff-imports.server.ts";
import { faultReasons } from "./fault-reasons.ts";

interface FaultTableProps {
  readonly runId: string;
  readonly errors: readonly ImportFault[];
  readonly refused: number;
  /** All of them are kept as a file. */
  readonly file: boolean;
}

/** The first refused rows with the column and the reason; the rest are in the file. */
export function FaultTable({ runId, errors, refused, file }: FaultTableProps) {
  const { t } = useTranslation("staff");
  const words = (code: string) => {
    const reason = faultReasons.find((known) => known === code);
    return reason === undefined ? code : t(`imports.fault.${reason}`);
  };
  const heads = (
    <>
      <GridHead>{t("imports.line")}</GridHead>
      <GridHead>{t("accounts.ref")}</GridHead>
      <GridHead>{t("imports.column")}</GridHead>
      <GridHead>{t("imports.reason")}</GridHead>
    </>
  );
  const all = file && <a href={`/staff/imports/${runId}/errors.csv`}>{t("imports.allErrors")}</a>;
  return (
    <div className="gap">
      <Block title={t("imports.errors", { count: refused })} beside={all}>
        <Grid caption={t("imports.errors", { count: refused })} heads={heads}>
          {errors.map((error) => (
            <GridRow key={`${error.line}:${error.column}:${error.reason}`}>
              <Cell>{error.line}</Cell>
              <Cell look="quiet">{error.accountRef}</Cell>
              <Cell>{error.column}</Cell>
              <Cell>{words(error.reason)}</Cell>
            </GridRow>
          ))}
        </Grid>
      </Block>
    </div>
  );
}
