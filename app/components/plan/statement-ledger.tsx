import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { StatementLine } from "#app/domain/plans/offer.ts";
import type { IncomeKind, StatementFlag } from "#app/domain/plans/statement.ts";
import type { SpendingKind } from "#app/domain/policy/guideline-rule.ts";
import { currencyWord, moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Amount } from "../money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum } from "../money/ledger.tsx";

interface StatementLedgerProps {
  readonly income: readonly StatementLine[];
  readonly spending: readonly StatementLine[];
  readonly leftMinor: bigint;
  readonly flags: readonly StatementFlag[];
  readonly currency: Currency;
}

/** Income, less spending, line by line: what is left over each month. */
export function StatementLedger(props: StatementLedgerProps) {
  const { income, spending, leftMinor, flags, currency } = props;
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const unit = currencyWord(currency, locale);
  const usual = (kind: string) => {
    const flag = flags.find((one) => one.kind === kind);
    if (flag === undefined) return undefined;
    const from = moneyInText(flag.leastMinor, currency, locale);
    return t(`afford.usual.${flag.side}`, {
      from,
      to: moneyInText(flag.mostMinor, currency, locale),
    });
  };
  return (
    <Ledger
      caption={t("afford.ledger")}
      gap="small"
      heads={
        <>
          <Head>{t("afford.line")}</Head>
          <Head right>{t("afford.amount", { unit })}</Head>
        </>
      }
      total={
        <LedgerRow head={t("afford.left")}>
          <Sum>
            <Amount minor={leftMinor} currency={currency} form="bare" />
          </Sum>
        </LedgerRow>
      }
    >
      {income.map(({ kind, monthlyMinor }) => (
        <LedgerRow key={kind} head={t(`afford.kind.${kind as IncomeKind}`)}>
          <Sum>
            <Amount minor={monthlyMinor} currency={currency} form="signed" />
          </Sum>
        </LedgerRow>
      ))}
      {spending.map(({ kind, monthlyMinor }) => (
        <LedgerRow key={kind} head={t(`afford.kind.${kind as SpendingKind}`)} detail={usual(kind)}>
          <Sum>
            <Amount minor={-monthlyMinor} currency={currency} form="signed" />
          </Sum>
        </LedgerRow>
      ))}
    </Ledger>
  );
}
