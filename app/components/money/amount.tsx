import type { Currency } from "#app/domain/money/currency.ts";
import { money, signedSum, sum } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface AmountProps {
  readonly minor: bigint;
  readonly currency: Currency;
  /** `money` ¥1,200.00 · `bare` 1,200.00 where the head names the unit · `signed` +1,200.00 */
  readonly form?: "money" | "bare" | "signed";
}

/** An amount in text or a table: exact, two decimals, never broken over lines. */
export function Amount({ minor, currency, form = "money" }: AmountProps) {
  return <span className="n">{forms[form](minor, currency, useLocale())}</span>;
}

const forms = { money, bare: sum, signed: signedSum } as const;
