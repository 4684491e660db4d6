import type { HardshipReason, HardshipRule } from "../policy/hardship-rule.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
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
