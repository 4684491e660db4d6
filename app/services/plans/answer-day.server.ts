import { addDays } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";

const workingDays = 2;

/**
 * By when a person answers: the end of the second working day after today, in the portfolio's zone
 * and by its calendar.
 */
export function answerDay({ today, portfolio }: LoadedAccount): Date {
  let day = today;
  for (let left = workingDays, tries = 0; left > 0 && tries < 60; tries += 1) {
    day = addDays(day, 1);
    if (portfolio.calendar.isWorkingDay(day)) left -= 1;
  }
  return new Date(instantOf(day, "23:59", portfolio.timeZone));
}
