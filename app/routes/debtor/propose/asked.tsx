import { useTranslation } from "react-i18next";
import { whole } from "#app/components/ui/text.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth, longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

/** What a debtor proposed: so much each time, or all of it until a day; minor units. */
export interface ShownAsk {
  readonly amountMinor: bigint | null;
  readonly endOn: CalendarDate | null;
  readonly frequency: Frequency;
  readonly firstDueOn: CalendarDate | null;
}

/** A proposal in one sentence. */
export function Asked({ ask, currency }: { ask: ShownAsk; currency: Currency }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const rhythm = t(`ways.rhythm.${ask.frequency}`);
  const first = ask.firstDueOn ? dayAndMonth(ask.firstDueOn, locale) : "";
  if (ask.amountMinor === null) {
    const date = ask.endOn ? longDate(ask.endOn, locale) : "";
    return whole(t("propose.askedUntil", { rhythm, date, first }));
  }
  const amount = moneyInText(ask.amountMinor, currency, locale);
  return whole(t("propose.asked", { rhythm, amount, first }));
}
