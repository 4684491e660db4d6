import Holidays from "date-holidays";
import { calendarFrom, weekendCalendar } from "#app/domain/plans/calendar.ts";
import type { WorkingCalendar } from "#app/domain/plans/offer.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { weekdayOf, yearOf } from "#app/domain/primitives/date.ts";

const calendars = new Map<string, WorkingCalendar>();

/**
 * Working days of a country: weekends and public holidays (date-holidays). A country that the
 * library does not know has weekends only. Years are read when a date of theirs is first asked.
 */
export function holidayCalendar(country: string): WorkingCalendar {
  const known = calendars.get(country);
  if (known) return known;
  const calendar = readCalendar(country);
  calendars.set(country, calendar);
  return calendar;
}

function readCalendar(country: string): WorkingCalendar {
  const holidays = new Holidays();
  if (!Object.hasOwn(holidays.getCountries(), country)) return weekendCalendar;
  holidays.init(country);
  const years = new Map<number, WorkingCalendar>();
  return {
    isWorkingDay(date) {
      if (weekdayOf(date) > 5) return false;
      const year = yearOf(date);
      const inYear = years.get(year) ?? calendarFrom(publicDays(holidays, year));
      years.set(year, inYear);
      return inYear.isWorkingDay(date);
    },
  };
}

function publicDays(holidays: Holidays, year: number): CalendarDate[] {
  return (holidays.getHolidays(year) || [])
    .filter((holiday) => holiday.type === "public" || holiday.type === "bank")
    .map((holiday) => holiday.date.slice(0, 10) as CalendarDate);
}
