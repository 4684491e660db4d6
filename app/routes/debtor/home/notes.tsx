import { useTranslation } from "react-i18next";
import { useMayOpen } from "#app/components/layout/frame.tsx";
import { AsOf } from "#app/components/money/figure.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { whole } from "#app/components/ui/text.tsx";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth, dayInWeek, longDate, shortMoment } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { sentences } from "#app/i18n/sentences.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface NextDateProps {
  readonly on: CalendarDate;
  readonly amountMinor: bigint;
  /** What the accounts that were signed together have to pay next, all of them; null: none. */
  readonly group: { readonly nextMinor: bigint } | null;
  readonly late: Late | null;
  /** By the reader; otherwise by somebody who owes the account with them. */
  readonly signed: boolean;
  readonly currency: Currency;
  readonly accountId: string;
}

/** What is past its date or would be caught up, in minor units, and the last day for it. */
interface Late {
  readonly amountMinor: bigint;
  readonly until: CalendarDate;
}

/** The next instalment: the day in words and the amount; or what is past its date. */
export function NextDate(props: NextDateProps) {
  const { on, amountMinor, group, late, currency, accountId } = props;
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const said = (minor: bigint) => ({ amount: moneyInText(minor, currency, locale) });
  const sums = [
    !props.signed && t("home.nextOfAnother"),
    t("home.nextAmount", said(amountMinor)),
    ...(group ? [t("together.group.also", said(group.nextMinor))] : []),
  ];
  if (late !== null) {
    return (
      <Note attention title={t("plan.late", said(late.amountMinor))}>
        {t("plan.lateGrace", { date: longDate(late.until, locale) })}
      </Note>
    );
  }
  return (
    <Note title={t("home.next", { date: dayInWeek(on, locale) })}>
      <p className="small quiet">
        {whole(sentences(sums, locale))} <a href={`/a/${accountId}/plan`}>{t("home.plan")}</a>
      </p>
    </Note>
  );
}

interface CureNoteProps {
  readonly by: CalendarDate;
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** A plan that was broken, and until when paying up brings it back. */
export function CureNote({ by, amountMinor, currency }: CureNoteProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (
    <Note attention title={t("plan.cure.title", { date: longDate(by, locale) })}>
      {t("plan.cure.text", { amount: moneyInText(amountMinor, currency, locale) })}
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
  const mayOpen = useMayOpen();
  const href = `/a/${accountId}/credit`;
  if (creditMinor <= 0n) return null;
  return (
    <AsOf>
      {t("home.credit", { amount: moneyInText(creditMinor, currency, locale) })}{" "}
      {mayOpen(href) && <a href={href}>{t("home.useCredit")}</a>}
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
  const said = [
    t("home.holdStops", { stops }),
    to && t("home.holdUntil", { date: dayAndMonth(to, locale) }),
  ];
  return (
    <Note title={t(`holdKind.${kind}`)}>
      <p className="small quiet">{whole(sentences(said, locale))}</p>
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

interface SuggestionsProps {
  readonly accountId: string;
  /** Newest first; `by`: the helper's name. */
  readonly suggestions: readonly { readonly id: string; readonly by: string }[];
}

/** What helpers propose, to be looked at; nothing is agreed by it. */
export function SuggestionsNote({ accountId, suggestions }: SuggestionsProps) {
  const { t } = useTranslation("debtor");
  if (suggestions.length === 0) return null;
  return (
    <Note title={t("suggested.waits")}>
      {suggestions.map(({ id, by }) => (
        <p key={id} className="small quiet">
          {t("suggested.waitsBy", { name: by })}{" "}
          <a href={`/a/${accountId}/suggested/${id}`}>{t("suggested.see")}</a>
        </p>
      ))}
    </Note>
  );
}
