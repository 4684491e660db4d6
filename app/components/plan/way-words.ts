import { useTranslation } from "react-i18next";
import type { OfferInterest, OfferKind } from "#app/domain/plans/offer.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import { type CalendarDate, dayOf } from "#app/domain/primitives/date.ts";
import { dayAndMonth, weekday } from "#app/i18n/dates.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

/** What of a way to pay its words are made of. */
export interface NamedWay {
  readonly kind: OfferKind;
  readonly terms: number;
  readonly interest: OfferInterest;
  readonly frequency: Frequency | null;
  readonly less: string | null;
  readonly firstDueOn: CalendarDate;
  /** The same before any move off a non-working day: what the rhythm keeps to. */
  readonly rhythmFrom: CalendarDate;
  readonly waitDays: number;
}

export interface WayWords {
  readonly title: string;
  readonly why: string;
  readonly per: string;
  /** For the picture and the table. */
  readonly short: string;
  /** The button. */
  readonly choose: string;
}

/** The words of a way to pay in the page's language. */
export function useWayWords(): (way: NamedWay) => WayWords {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (way) => {
    const { terms: count, waitDays: days } = way;
    const less = way.less === null ? "" : percent(way.less, locale);
    const key = kindKey(way);
    const values = { count, days, less };
    const rhythm = t(`way.interest.${way.interest}`);
    const short = t(`way.short.${key}`, values);
    return {
      title: t(`way.title.${key}`, { ...values, interest: rhythm }),
      why:
        key === "instalments" ? t(`way.whyInterest.${way.interest}`) : t(`way.why.${key}`, values),
      per: per(way),
      short,
      choose: t("way.choose", { short }),
    };
  };

  function per({ frequency, firstDueOn, rhythmFrom, terms }: NamedWay): string {
    if (terms === 1) return t("way.per.once", { date: dayAndMonth(firstDueOn, locale) });
    if (frequency === null) return t("way.per.each");
    return t(`way.per.${frequency}`, {
      count: dayOf(rhythmFrom),
      ordinal: true,
      weekday: weekday(rhythmFrom, locale),
    });
  }
}

function kindKey({ kind, terms, less }: NamedWay) {
  if (kind === "full") return less === null ? "full" : "fullLess";
  if (kind === "deferment") return terms === 1 ? "defermentOnce" : "deferment";
  return kind;
}
