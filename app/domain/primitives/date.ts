import { assert } from "./assert.ts";

/** A calendar date with no time and no zone, written YYYY-MM-DD; compares as text. */
export type CalendarDate = string & { readonly __date: true };

/** Day 0 is 1970-01-01. Years 1900–2999 are accepted: no debt is older or longer. */
const pattern = /^(19\d\d|2\d\d\d)-(\d\d)-(\d\d)$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads YYYY-MM-DD; null for any other text and for dates that do not exist. */
export function parseDate(text: string): CalendarDate | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1) return null;
  return day <= daysInMonth(Number(match[1]), month) ? (text as CalendarDate) : null;
}

/** The same for text that is known to be a date; asserts otherwise. */
export function calendarDate(text: string): CalendarDate {
  const date = parseDate(text);
  assert(date !== null, `not a calendar date: ${text}`);
  return date;
}

export function dateFrom(year: number, month: number, day: number): CalendarDate {
  const text = `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
  return calendarDate(text);
}

const pad = (value: number): string => (value < 10 ? `0${value}` : String(value));

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4));
export const monthOf = (date: CalendarDate): number => Number(date.slice(5, 7));
export const dayOf = (date: CalendarDate): number => Number(date.slice(8, 10));

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days of a month, 1 = January. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] as number);
}

/** Days since 1970-01-01. */
export function toDayNumber(date: CalendarDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / 86_400_000;
}

export function fromDayNumber(dayNumber: number): CalendarDate {
  return new Date(dayNumber * 86_400_000).toISOString().slice(0, 10) as CalendarDate;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Days in the interval [from, to); negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/**
 * The date `months` calendar months on, on `day` (default: the same day), clamped to the
 * month's end: 31 January + 1 month = 28 or 29 February.
 */
export function addMonths(date: CalendarDate, months: number, day = dayOf(date)): CalendarDate {
  const index = yearOf(date) * 12 + (monthOf(date) - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return dateFrom(year, month, Math.min(day, daysInMonth(year, month)));
}

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export const minDate = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);
export const maxDate = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);
