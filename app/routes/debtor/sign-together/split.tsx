import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { AccountName } from "#app/components/plan/account-name.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { ScheduleLine } from "#app/domain/plans/offer.ts";

interface SplitProps {
  readonly parts: readonly {
    readonly accountRef: string;
    readonly card: string | null;
    readonly schedule: readonly ScheduleLine[];
  }[];
  readonly currency: Currency;
}

/** What each account takes of a payment, and of the whole. */
export function SplitOfEach({ parts, currency }: SplitProps) {
  const { t } = useTranslation("debtor");
  const lines = parts.map(({ schedule, ...one }) => ({
    ...one,
    eachMinor: schedule[schedule.length > 2 ? 1 : 0]?.amountMinor ?? 0n,
    wholeMinor: schedule.reduce((sum, line) => sum + line.amountMinor, 0n),
  }));
  const sumOf = (name: "eachMinor" | "wholeMinor") =>
    lines.reduce((sum, line) => sum + line[name], 0n);
  const heads = (
    <>
      <Head>{t("home.account")}</Head>
      <Head right>{t("together.each")}</Head>
      <Head right>{t("together.whole")}</Head>
    </>
  );
  const total = (
    <LedgerRow head={t("paySeveral.total")}>
      <Total>
        <Amount minor={sumOf("eachMinor")} currency={currency} form="bare" />
      </Total>
      <Total>
        <Amount minor={sumOf("wholeMinor")} currency={currency} form="bare" />
      </Total>
    </LedgerRow>
  );
  return (
    <Ledger caption={t("together.split")} heads={heads} total={total}>
      {lines.map(({ accountRef, card, eachMinor, wholeMinor }) => (
        <LedgerRow
          key={accountRef}
          head={<AccountName card={card} product={accountRef} />}
          detail={card === null ? undefined : accountRef}
        >
          <Sum>
            <Amount minor={eachMinor} currency={currency} form="bare" />
          </Sum>
          <Sum>
            <Amount minor={wholeMinor} currency={currency} form="bare" />
          </Sum>
        </LedgerRow>
      ))}
    </Ledger>
  );
}
