import type { CalendarDate } from "../primitives/date.ts";
import type { Offer } from "./offer.ts";

/** From this day on this is what is owed, until the next step; minor units. */
export interface BalanceStep {
  readonly on: CalendarDate;
  readonly balanceMinor: bigint;
}

/**
 * The balance over the life of an offer as steps, for its picture and the table behind it: money
 * moves on a day. Begins with today's balance and ends with 0; payments of one day are one step.
 */
export function planBalanceLine(
  offer: Offer,
  todayMinor: bigint,
  on: CalendarDate,
): readonly BalanceStep[] {
  const steps = new Map<CalendarDate, bigint>([[on, todayMinor]]);
  for (const line of offer.schedule) steps.set(line.dueOn, line.balanceAfterMinor);
  return [...steps].map(([day, balanceMinor]) => ({ on: day, balanceMinor }));
}
