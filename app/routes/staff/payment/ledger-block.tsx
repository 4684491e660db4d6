import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Cell, Grid, GridGroup, GridHead, GridRow } from "#app/components/staff/grid.tsx";
import { LedgerName } from "#app/components/staff/ledger-name.tsx";
import { mediumDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffPaymentPage } from "#app/services/reading/staff-payment.server.ts";

/** Every entry that the payment and what came after it made; each posting sums to zero. */
export function LedgerBlock({ payment }: { payment: StaffPaymentPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const heads = (
    <>
      <GridHead>{t("payment.ledgerAccount")}</GridHead>
      <GridHead right>{t("payment.debit")}</GridHead>
      <GridHead right>{t("payment.credit")}</GridHead>
    </>
  );
  return (
    <Block title={t("payment.ledger")}>
      <Grid caption={t("payment.ledger")} heads={heads} grouped>
        {payment.postings.map((one) => (
          <GridGroup
            key={one.id}
            columns={3}
            title={t("payment.posting", {
              kind: t(`postingKind.${one.kind as "payment"}`),
              date: mediumDate(one.on, locale),
            })}
          >
            {one.lines.map((line) => (
              <GridRow key={line.ledgerAccount}>
                <Cell>
                  <LedgerName account={line.ledgerAccount} />
                </Cell>
                <Cell look="right">
                  {line.amountMinor > 0n && (
                    <Amount minor={line.amountMinor} currency={payment.currency} form="bare" />
                  )}
                </Cell>
                <Cell look="right">
                  {line.amountMinor < 0n && (
                    <Amount minor={-line.amountMinor} currency={payment.currency} form="bare" />
                  )}
                </Cell>
              </GridRow>
            ))}
          </GridGroup>
        ))}
      </Grid>
    </Block>
  );
}
