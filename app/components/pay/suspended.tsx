import { useTranslation } from "react-i18next";
import { Note } from "#app/components/ui/note.tsx";
import { isCurrency } from "#app/domain/money/currency.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface SuspendedProps {
  readonly money: readonly { readonly currency: string; readonly amountMinor: bigint }[];
}

/** Money that came and waits for a person: not to be paid again, nothing is lost. */
export function SuspendedNote({ money }: SuspendedProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (money.length === 0) return null;
  const amounts = money.map(({ currency, amountMinor }) =>
    isCurrency(currency) ? moneyInText(amountMinor, currency, locale) : currency,
  );
  return (
    <Note title={t("pay.suspended", { amount: amounts.join(t("pay.and")) })}>
      {t("pay.suspendedHint")}
    </Note>
  );
}
