import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { dateFormat } from "./intl.ts";
import type { Locale } from "./locale.ts";

type Part = "weekday" | "day" | "month" | "year" | "hour" | "minute";
type Parts = Partial<Record<Part, string>>;

/** 2026年11月19日; 19 November 2026 */
export function longDate(date: CalendarDate, locale: Locale): string {
  const { day, month, year } = partsOf(date, locale, "long");
  return locale === "zh-CN" ? `${year}年${month}月${day}日` : `${day} ${month} ${year}`;
}

/** 2026年11月19日; 19 Nov 2026. For tables. */
export function mediumDate(date: CalendarDate, locale: Locale): string {
  const { day, month, year } = partsOf(date, locale, "short");
  return locale === "zh-CN" ? `${year}年${month}月${day}日` : `${day} ${month} ${year}`;
}

/** 11月19日; 19 Nov. Where the year is plain from what stands around it. */
export function shortDate(date: CalendarDate, locale: Locale): string {
  const { day, month } = partsOf(date, locale, "short");
  return locale === "zh-CN" ? `${month}月${day}日` : `${day} ${month}`;
}

/** 11月19日; 19 November */
export function dayAndMonth(date: CalendarDate, locale: Locale): string {
  const { day, month } = partsOf(date, locale, "long");
  return locale === "zh-CN" ? `${month}月${day}日` : `${day} ${month}`;
}

/** 11月30日，周一; Monday 30 November */
export function dayInWeek(date: CalendarDate, locale: Locale): string {
  const day = dayAndMonth(date, locale);
  return locale === "zh-CN"
    ? `${day}，${weekday(date, locale)}`
    : `${weekday(date, locale)} ${day}`;
}

/** 2028年11月; Nov 2028 */
export function monthAndYear(date: CalendarDate, locale: Locale): string {
  const { month, year } = partsOf(date, locale, "short");
  return locale === "zh-CN" ? `${year}年${month}月` : `${month} ${year}`;
}

/** 周五; Friday. `short`: 周五; Fri */
export function weekday(date: CalendarDate, locale: Locale, length?: "short"): string {
  const style = locale === "zh-CN" ? "short" : (length ?? "long");
  return dateFormat(locale, { timeZone: "UTC", weekday: style }).format(utc(date));
}

/** 14:05, on the clock of a zone. */
export function clockTime(instantMs: number, timeZone: string, locale: Locale): string {
  const options = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const { hour, minute } = collect(dateFormat(locale, options).formatToParts(instantMs));
  return `${hour}:${minute}`;
}

/** 2026年11月19日 14:32; 19 November 2026, 14:32 */
export function longMoment(instantMs: number, timeZone: string, locale: Locale): string {
  const date = longDate(dateInZone(instantMs, timeZone), locale);
  const separator = locale === "zh-CN" ? " " : ", ";
  return `${date}${separator}${clockTime(instantMs, timeZone, locale)}`;
}

/** 11月19日 14:32; 19 Nov 14:32. For logs. */
export function shortMoment(instantMs: number, timeZone: string, locale: Locale): string {
  const date = shortDate(dateInZone(instantMs, timeZone), locale);
  return `${date} ${clockTime(instantMs, timeZone, locale)}`;
}

function utc(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function partsOf(date: CalendarDate, locale: Locale, month: "long" | "short"): Parts {
  const options = { timeZone: "UTC", day: "numeric", month, year: "numeric" } as const;
  return collect(dateFormat(locale, options).formatToParts(utc(date)));
}

function collect(parts: Intl.DateTimeFormatPart[]): Parts {
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}
