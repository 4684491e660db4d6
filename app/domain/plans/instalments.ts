import type { Frequency, InstalmentRule } from "../policy/policy.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import { affordableAt } from "./affordability.ts";
import { planOffer } from "./assemble.ts";
import { firstDateOf } from "./due-dates.ts";
import { checkFirstDue } from "./first-due.ts";
import { instalmentFrame, type PlanFrame } from "./frame.ts";
import type { OfferInput } from "./input.ts";
import { levelAmount } from "./level.ts";
import type { Offer } from "./offer.ts";
import { termsToClear } from "./walk.ts";

/**
 * Instalment plans of every frequency in the policy: at its `offerTerms`, and with the fewest
 * terms that fit its shares of what is left over (interfaces.md §5). By terms, then by the
 * policy's order of frequencies; a plan that qualifies twice is offered once, with both reasons.
 */
export function instalmentOffers(input: OfferInput): Offer[] {
  const rule = input.policy.instalments;
  if (rule === null) return [];
  const offers = rule.frequencies.flatMap((frequency) => {
    const firstOn = firstDueFor(input, frequency);
    if (checkFirstDue(input.policy, input.on, firstOn) !== null) return [];
    return offersOf(input, rule, instalmentFrame(input, rule, frequency, firstOn));
  });
  return offers.sort((a, b) => a.terms - b.terms);
}

/** The first due date of a frequency before any move: the wish, or the policy's first day. */
export function firstDueFor(input: OfferInput, frequency: Frequency): CalendarDate {
  const rule = input.policy.instalments;
  const wish = input.firstDueOn ?? addDays(input.on, rule?.firstDueFromDays ?? 0);
  return firstDateOf(frequency, wish, input.calendar);
}

function offersOf(input: OfferInput, rule: InstalmentRule, frame: PlanFrame): Offer[] {
  const plans = new Map<number, { amountMinor: bigint; reasons: string[] }>();
  const add = (terms: number, reason: string) => {
    const known = plans.get(terms);
    const amountMinor = known?.amountMinor ?? offeredAmount(rule, frame, terms);
    if (amountMinor === null) return;
    plans.set(terms, { amountMinor, reasons: [...(known?.reasons ?? []), reason] });
  };
  for (const terms of offeredTerms(rule)) add(terms, "policy-term");
  if (input.statement !== null) {
    for (const share of input.policy.affordability.shares) {
      const terms = fewestTerms(rule, frame, affordableAt(input.statement, share));
      if (terms !== null) add(terms, `affordable-share:${plainDecimal(share)}`);
    }
  }
  return [...plans].map(([terms, plan]) =>
    planOffer(input, frame, { kind: "instalments", terms, ...plan }),
  );
}

/** The policy's terms to offer, ascending, each once; those outside its own range do not count. */
export function offeredTerms(rule: InstalmentRule): number[] {
  const within = rule.offerTerms.filter((n) => rule.minTerms <= n && n <= rule.maxTerms);
  return [...new Set(within)].sort((a, b) => a - b);
}

/** The level amount of a term, or null when the policy has no such plan for this balance. */
export function offeredAmount(
  rule: InstalmentRule,
  frame: PlanFrame,
  terms: number,
): bigint | null {
  const { unitMinor, minAmountMinor } = rule;
  const amountMinor = levelAmount(frame, { terms, unitMinor, minAmountMinor });
  return amountMinor !== null && amountMinor >= minAmountMinor ? amountMinor : null;
}

/** The fewest terms whose level amount is at most `mostMinor`; null: none within the policy. */
function fewestTerms(rule: InstalmentRule, frame: PlanFrame, mostMinor: bigint): number | null {
  if (mostMinor < rule.minAmountMinor || mostMinor <= 0n) return null;
  const fewest = termsToClear(frame, mostMinor, rule.maxTerms);
  if (fewest === null) return null;
  for (let terms = Math.max(fewest, rule.minTerms); terms <= rule.maxTerms; terms += 1) {
    const amountMinor = offeredAmount(rule, frame, terms);
    if (amountMinor !== null && amountMinor <= mostMinor) return terms;
  }
  return null;
}
