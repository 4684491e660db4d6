import type { DefermentRule, Frequency, InstalmentRule, PlanInterest } from "../policy/policy.ts";
import { addDays, addMonths, type CalendarDate } from "../primitives/date.ts";
import { planOffer } from "./assemble.ts";
import { firstDateOf } from "./due-dates.ts";
import { planFrame } from "./frame.ts";
import type { OfferInput } from "./input.ts";
import { offeredAmount, offeredTerms } from "./instalments.ts";
import type { Offer } from "./offer.ts";

/**
 * Nothing to pay until `on + maxDays`, then the whole balance or instalments; the deferment's own
 * interest runs through the whole plan (domain.md §4). Null: not in the policy, or as many were
 * agreed in twelve months as it allows.
 */
export function defermentOffer(input: OfferInput): Offer | null {
  const { deferment, instalments } = input.policy;
  if (deferment === null || deferment.maxDays <= 0) return null;
  if ((input.defermentsUsed ?? 0) >= deferment.perYear) return null;
  const firstOn = addDays(input.on, deferment.maxDays);
  if (deferment.then === "full") return thenFull(input, deferment, firstOn);
  return instalments === null ? null : thenInstalments(input, deferment, instalments, firstOn);
}

function thenFull(input: OfferInput, deferment: DefermentRule, firstOn: CalendarDate): Offer {
  const frame = planFrame(input, {
    frequency: "monthly",
    firstOn,
    interest: interestOf(deferment),
    workingDays: "none",
    downPaymentMinor: 0n,
    maxTerms: 1,
  });
  const reasons = [reasonOf(deferment)];
  return planOffer(input, frame, { kind: "deferment", terms: 1, amountMinor: 0n, reasons });
}

/**
 * Monthly where the policy has it, with its first term that the statement can carry; else with its
 * longest.
 */
function thenInstalments(
  input: OfferInput,
  deferment: DefermentRule,
  rule: InstalmentRule,
  wish: CalendarDate,
): Offer | null {
  const frequency = rule.frequencies.includes("monthly") ? "monthly" : rule.frequencies[0];
  const firstOn = frequency === undefined ? null : latestFirst(input, frequency, wish);
  if (frequency === undefined || firstOn === null) return null;
  const frame = planFrame(input, {
    frequency,
    firstOn,
    interest: interestOf(deferment),
    workingDays: rule.workingDays,
    downPaymentMinor: rule.downPaymentMinMinor,
    maxTerms: rule.maxTerms,
  });
  let longest: Offer | null = null;
  for (const terms of offeredTerms(rule)) {
    const amountMinor = offeredAmount(rule, frame, terms);
    if (amountMinor === null) continue;
    const choice = { terms, amountMinor, reasons: [reasonOf(deferment)] };
    longest = planOffer(input, frame, { kind: "deferment", ...choice });
    if (longest.affordability === null || !longest.affordability.warning) return longest;
  }
  return longest;
}

/** The last first date of a frequency that is not after `latest`; null: none is left. */
function latestFirst(
  input: OfferInput,
  frequency: Frequency,
  latest: CalendarDate,
): CalendarDate | null {
  const first = firstDateOf(frequency, latest, input.calendar);
  if (first <= latest) return first;
  const before = firstDateOf(frequency, addMonths(latest, -1, 1), input.calendar);
  return before > input.on ? before : null;
}

const interestOf = (deferment: DefermentRule): PlanInterest => ({ mode: deferment.interest });
const reasonOf = (deferment: DefermentRule): string => `deferment:${deferment.maxDays}`;
