import { addMonths } from "../primitives/date.ts";
import type { Offer } from "./offer.ts";

/**
 * What an offer asks for in its heaviest month, minor units: what a monthly budget must carry. Days
 * count as agreed, before any move off a non-working day.
 */
export function heaviestMonth({ schedule }: Pick<Offer, "schedule">): bigint {
  const lines = schedule.map(({ movedFrom, dueOn, amountMinor }) => ({
    on: movedFrom ?? dueOn,
    amountMinor,
  }));
  let heaviest = 0n;
  for (const start of lines) {
    const end = addMonths(start.on, 1);
    const inMonth = lines.filter((line) => start.on <= line.on && line.on < end);
    const sum = inMonth.reduce((total, line) => total + line.amountMinor, 0n);
    if (sum > heaviest) heaviest = sum;
  }
  return heaviest;
}

/** How an offer suits what somebody can pay a month; null: it takes more. */
export type BudgetFit = "closest" | "within" | null;

/**
 * Holds offers against a monthly budget. Closest is the one that uses most of it without going
 * beyond, so that it ends soonest; with none within, the lightest is closest.
 */
export function fitBudget(
  offers: readonly Pick<Offer, "schedule">[],
  budgetMinor: bigint,
): readonly BudgetFit[] {
  const months = offers.map(heaviestMonth);
  const within = months.filter((month) => month <= budgetMinor);
  const best = within.length > 0 ? largest(within) : smallest(months);
  const closest = months.indexOf(best);
  return months.map((month, index) => {
    if (index === closest) return "closest";
    return month <= budgetMinor ? "within" : null;
  });
}

const largest = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);

function smallest(amounts: readonly bigint[]): bigint {
  return amounts.reduce((least, amount) => (amount < least ? amount : least), amounts[0] ?? 0n);
}
