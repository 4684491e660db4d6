import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { money } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface AskTextProps {
  readonly ask: {
    readonly currency: Currency;
    readonly amountMinor: bigint | null;
    readonly endOn: CalendarDate | null;
    readonly frequency: Frequency;
    readonly firstDueOn: CalendarDate | null;
  };
}

/** What a debtor asks for, in one line: an amount or an end, the rhythm, the first day. */
export function AskText({ ask }: AskTextProps) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { amountMinor, endOn, firstDueOn } = ask;
  const parts = [
    amountMinor !== null && money(amountMinor, ask.currency, locale),
    endOn !== null && t("proposals.until", { date: mediumDate(endOn, locale) }),
    t(`debtor:frequency.${ask.frequency}`),
    firstDueOn !== null && t("proposals.first", { date: mediumDate(firstDueOn, locale) }),
  ];
  return <>{parts.filter(Boolean).join(t("account.separator"))}</>;
}
