import { type Component, type Components, noComponents } from "../money/components.ts";
import type { AllocationBand, Policy } from "../policy/policy.ts";
import { assert } from "../primitives/assert.ts";
import type { CalendarDate } from "../primitives/date.ts";

export interface Allocation {
  /** What of the amount went to each component. */
  readonly split: Components;
  /** Money beyond what is owed; becomes the debtor's credit. Split + rest = the amount. */
  readonly restMinor: bigint;
}

/** Spends `amountMinor` (≥ 0) on the components in their order until it or they run out. */
export function allocatePayment(
  components: Components,
  amountMinor: bigint,
  order: readonly Component[],
): Allocation {
  assert(amountMinor >= 0n, "a payment is not negative");
  const split: Record<Component, bigint> = { ...noComponents };
  let restMinor = amountMinor;
  for (const name of order) {
    const owed = components[name];
    if (owed <= 0n) continue;
    split[name] = restMinor < owed ? restMinor : owed;
    restMinor -= split[name];
  }
  return { split, restMinor };
}

/** The order in which a payment effective on `on` is spent, by its days overdue (domain.md §3). */
export function orderFor(
  policy: Policy,
  daysOverdue: number,
  on: CalendarDate,
): readonly Component[] {
  return bandFor(policy, daysOverdue, on).order;
}

/** The rule that made a split, as a key: "allocation:up-to-90", "allocation:over-90"… */
export function ruleFor(policy: Policy, daysOverdue: number, on: CalendarDate): string {
  const band = bandFor(policy, daysOverdue, on);
  if (band.upToDaysOverdue !== null) return `allocation:up-to-${band.upToDaysOverdue}`;
  const below = policy.allocation
    .filter((other) => other.from === band.from && other.upToDaysOverdue !== null)
    .map((other) => other.upToDaysOverdue as number);
  return below.length === 0 ? "allocation:any" : `allocation:over-${Math.max(...below)}`;
}

/**
 * Bands with the same `from` belong together. The newest set in force on the date that has a band
 * for these days overdue decides; before the first dated set, the oldest set does.
 */
function bandFor(policy: Policy, daysOverdue: number, on: CalendarDate): AllocationBand {
  const fitting = policy.allocation.filter(
    ({ upToDaysOverdue }) => upToDaysOverdue === null || daysOverdue <= upToDaysOverdue,
  );
  const inForce = fitting.filter((band) => band.from === null || band.from <= on);
  const band = inForce.length > 0 ? newest(inForce) : oldest(fitting);
  assert(band !== undefined, "the policy has an open-ended allocation band");
  return band;
}

function newest(bands: readonly AllocationBand[]): AllocationBand | undefined {
  return first(bands, (a, b) => (a.from ?? "") > (b.from ?? ""));
}

function oldest(bands: readonly AllocationBand[]): AllocationBand | undefined {
  return first(bands, (a, b) => (a.from ?? "") < (b.from ?? ""));
}

/** The first band that no earlier one beats; bands of a set stand narrowest first. */
function first(
  bands: readonly AllocationBand[],
  beats: (a: AllocationBand, b: AllocationBand) => boolean,
): AllocationBand | undefined {
  let best: AllocationBand | undefined;
  for (const band of bands) if (best === undefined || beats(band, best)) best = band;
  return best;
}
