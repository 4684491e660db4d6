import type { HardshipReason, HardshipRule } from "../policy/hardship-rule.ts";
import { addDays, addMonths, type CalendarDate } from "../primitives/date.ts";
import { err, ok, type Result } from "../primitives/result.ts";

/** What a policy looks at. */
export interface HardshipFacts {
  readonly reasons: readonly HardshipReason[];
  readonly evidenceFiles: number;
  /** In treatment for a mental-health crisis: always for a person to see. */
  readonly crisis: boolean;
  /** Breathing spaces that began in the last twelve months. */
  readonly usedInYear: number;
  /** One is in force already. */
  readonly inForce: boolean;
}

export type AtOnceAnswer =
  /** `rule`: place of the rule that fitted, 1 on. */
  | { readonly by: "policy"; readonly days: number; readonly rule: number }
  | { readonly by: "person"; readonly because: PersonReason };

export type PersonReason = "crisis" | "already-in-force" | "used-up" | "no-rule";

/** Decided at once where policy can; nobody is ever refused by it, only sent to a person. */
export function decideAtOnce(rule: HardshipRule, facts: HardshipFacts): AtOnceAnswer {
  if (facts.crisis) return { by: "person", because: "crisis" };
  if (facts.inForce) return { by: "person", because: "already-in-force" };
  if (facts.usedInYear >= rule.breathingSpace.perYear) return { by: "person", because: "used-up" };
  const place = rule.atOnce.findIndex(
    ({ reasons, evidence }) =>
      reasons.some((reason) => facts.reasons.includes(reason)) &&
      (!evidence || facts.evidenceFiles > 0),
  );
  const found = rule.atOnce[place];
  if (found === undefined) return { by: "person", because: "no-rule" };
  return { by: "policy", days: found.days, rule: place + 1 };
}

export type BreathingFault =
  | "breathing-not-offered"
  | "breathing-in-force"
  | "breathing-used-up"
  | "breathing-too-early"
  | "breathing-in-future";

/**
 * The days of a breathing space that a debtor takes without asking anybody, from a day that may
 * lie back as far as the policy lets it; it counts from that day.
 */
export function breathingSpace(
  { breathingSpace: rule }: HardshipRule,
  from: CalendarDate,
  today: CalendarDate,
  facts: Pick<HardshipFacts, "usedInYear" | "inForce">,
): Result<{ readonly from: CalendarDate; readonly to: CalendarDate }, BreathingFault> {
  if (rule.days === 0) return err("breathing-not-offered");
  if (facts.inForce) return err("breathing-in-force");
  if (facts.usedInYear >= rule.perYear) return err("breathing-used-up");
  if (from > today) return err("breathing-in-future");
  if (from < addDays(today, -rule.backdateDays)) return err("breathing-too-early");
  return ok({ from, to: addDays(from, rule.days) });
}

/** A breathing space that there was or is, over [from, to); `to` null: until it is ended. */
export interface TakenSpace {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** How many of an account's spaces began in the twelve months to a day; whether one runs then. */
export function breathingUse(
  spaces: readonly TakenSpace[],
  day: CalendarDate,
): Pick<HardshipFacts, "usedInYear" | "inForce"> {
  const since = addMonths(day, -12);
  return {
    usedInYear: spaces.filter(({ from }) => from > since).length,
    inForce: spaces.some(({ to }) => to === null || to > day),
  };
}

/**
 * The first day, today or later, on which a debtor may take a breathing space, as far as today
 * tells; null: nobody knows, for one has no end, or the policy gives none.
 */
export function breathingFrom(
  rule: HardshipRule,
  spaces: readonly TakenSpace[],
  today: CalendarDate,
): CalendarDate | null {
  const turns = spaces.flatMap(({ from, to }) => {
    const yearAfter = addMonths(from, 12);
    // A year after 29 February is the 28th, on which the year before still counts the 29th.
    return [...(to === null ? [] : [to]), yearAfter, addDays(yearAfter, 1)];
  });
  const days = [today, ...turns.filter((day) => day > today)].sort();
  return days.find((day) => breathingSpace(rule, day, day, breathingUse(spaces, day)).ok) ?? null;
}

/**
 * A crisis breathing space runs until treatment ends and so many days after it (UK: 30); open
 * until that day is known.
 */
export function crisisEnd(
  { breathingSpace: rule }: HardshipRule,
  treatmentEndedOn: CalendarDate | null,
): CalendarDate | null {
  return treatmentEndedOn === null ? null : addDays(treatmentEndedOn, rule.afterTreatmentDays);
}
