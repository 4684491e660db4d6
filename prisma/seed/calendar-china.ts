import type { CalendarDayRow } from "#app/db/stores/calendar-days.server.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";

/**
 * Days off and make-up working days (调休) of 2026 in mainland China, as the State Council's
 * General Office announced them in November 2025 (国务院办公厅关于2026年部分节假日安排的通知), day by
 * day the same as the package chinese-days 1.5.7 has them. Each year's list is data of the
 * portfolio (`portal calendar add`).
 */
export const chinaCalendar2026: readonly CalendarDayRow[] = [
  ...closed("元旦", "2026-01-01", 3),
  ...closed("春节", "2026-02-15", 9),
  ...closed("清明节", "2026-04-04", 3),
  ...closed("劳动节", "2026-05-01", 5),
  ...closed("端午节", "2026-06-19", 3),
  ...closed("中秋节", "2026-09-25", 3),
  ...closed("国庆节", "2026-10-01", 7),
  ...worked("元旦", "2026-01-04"),
  ...worked("春节", "2026-02-14", "2026-02-28"),
  ...worked("劳动节", "2026-05-09"),
  ...worked("国庆节", "2026-09-20", "2026-10-10"),
];

function closed(name: string, from: string, days: number): CalendarDayRow[] {
  return Array.from({ length: days }, (_, index) => {
    const on = addDays(calendarDate(from), index);
    return { on, working: false, name };
  });
}

function worked(name: string, ...days: readonly string[]): CalendarDayRow[] {
  return days.map((on) => ({ on, working: true, name: `${name}调休` }));
}
