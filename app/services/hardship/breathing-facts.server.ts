import { addMonths, calendarDate } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";

/** Breathing spaces of an account: how many began in twelve months, and whether one is in force. */
export function breathingFacts({ holds, today }: Pick<LoadedAccount, "holds" | "today">) {
  const own = holds.filter(({ kind }) => kind === "breathing-space");
  const since = addMonths(today, -12);
  return {
    usedInYear: own.filter(({ fromOn }) => calendarDate(fromOn) > since).length,
    inForce: own.some(({ toOn }) => toOn === null || toOn > today),
  };
}
