import type { Hold, HoldEffect } from "../holds/hold.ts";
import { stoppedBy } from "../holds/in-force.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { OfferInterest } from "./offer.ts";

/** What leaving a plan means for interest depends on these. */
export interface LeftPlan {
  readonly interest: OfferInterest;
  /** The holds that came with the plan and end with it. */
  readonly own: readonly Hold[];
  /** Every other hold of the account. */
  readonly others: readonly Hold[];
  /** Whether the account's own terms charge anything at all. */
  readonly bears: boolean;
  readonly on: CalendarDate;
}

/**
 * `none`: the account bears no interest. `held`: another hold goes on stopping it. `goes-on`: the
 * plan never stopped it. `resumes`: what the plan had stopped counts again. `own-ends`: the plan
 * charged interest of its own in its place, and the account's comes back.
 */
export type InterestAfter = "none" | "held" | "goes-on" | "resumes" | "own-ends";

/** How interest is counted from the day on which a plan is left. */
export function interestAfter({ interest, own, others, bears, on }: LeftPlan): InterestAfter {
  if (!bears) return "none";
  if (stoppedBy(others, "interest", on) !== null) return "held";
  if (stoppedBy(own, "interest", on) === null) return "goes-on";
  return interest === "frozen" ? "resumes" : "own-ends";
}

/** What the plan's own holds stop besides interest, and nothing else does: it ends with them. */
export function endsWithPlan({ own, others, on }: LeftPlan): readonly HoldEffect[] {
  const effects = new Set(own.flatMap((hold) => hold.effects));
  return [...effects].filter(
    (effect) =>
      effect !== "interest" &&
      stoppedBy(own, effect, on) !== null &&
      stoppedBy(others, effect, on) === null,
  );
}

/** The first day on which no hold stops something any more; null: nobody knows yet. */
export function runsFrom(
  holds: readonly Hold[],
  effect: HoldEffect,
  on: CalendarDate,
): CalendarDate | null {
  let day = on;
  for (;;) {
    const stop = stoppedBy(holds, effect, day);
    if (stop === null) return day;
    if (stop.to === null) return null;
    day = stop.to;
  }
}
