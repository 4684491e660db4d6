import { useTranslation } from "react-i18next";
import { AsOf } from "#app/components/money/figure.tsx";
import { Note } from "#app/components/ui/note.tsx";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth, dayInWeek, shortMoment } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface NextDateProps {
  readonly on: CalendarDate;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly accountId: string;
}

/** The next instalment: the day in words and the amount. */
export function NextDate({ on, amountMinor, currency, accountId }: NextDateProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (
    <Note title={t("home.next", { date: dayInWeek(on, locale) })}>
      <p className="small quiet">
        {t("home.nextAmount", { amount: moneyInText(amountMinor, currency, locale) })}{" "}
        <a href={`/a/${accountId}/plan`}>{t("home.plan")}</a>
      </p>
    </Note>
  );
}

interface CreditLineProps {
  readonly creditMinor: bigint;
  readonly currency: Currency;
  readonly accountId: string;
}

/** Money that is the debtor's own, and the way to have it back. */
export function CreditLine({ creditMinor, currency, accountId }: CreditLineProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (creditMinor <= 0n) return null;
  return (
    <AsOf>
      {t("home.credit", { amount: moneyInText(creditMinor, currency, locale) })}{" "}
      <a href={`/a/${accountId}/credit`}>{t("home.useCredit")}</a>
    </AsOf>
  );
}

interface HoldNoteProps {
  readonly kind: HoldKind;
  readonly to: CalendarDate | null;
  readonly effects: readonly HoldEffect[];
}

/** A hold on the account and what it stops. */
export function HoldNote({ kind, to, effects }: HoldNoteProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const stops = effects.map((effect) => t(`holdEffect.${effect}`)).join(t("common:listSeparator"));
  return (
    <Note title={t(`holdKind.${kind}`)}>
      <p className="small quiet">
        {t("home.holdStops", { stops })}{" "}
        {to && t("home.holdUntil", { date: dayAndMonth(to, locale) })}
      </p>
    </Note>
  );
}

interface UnsentNoteProps {
  readonly href: string;
  readonly savedAt: number;
  readonly zone: string;
}

/** A form that was begun and not sent, and the way back to it. */
export function UnsentNote({ href, savedAt, zone }: UnsentNoteProps) {
  const { t } = useTranslation("debtor");
  const when = shortMoment(savedAt, zone, useLocale());
  return (
    <Note title={t("home.unsent")}>
      <p className="small quiet">
        {t("home.unsentOn", { when })} <a href={href}>{t("home.goOn")}</a>
      </p>
    </Note>
  );
}
