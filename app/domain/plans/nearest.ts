import type { Frequency, InstalmentRule } from "../policy/policy.ts";
import { addDays, addMonths, type CalendarDate, maxDate, minDate } from "../primitives/date.ts";
import { firstDateOf } from "./due-dates.ts";
import { instalmentFrame, type PlanFrame } from "./frame.ts";
import { fullOffer } from "./full.ts";
import type { OfferInput } from "./input.ts";
import { offeredAmount, offeredTerms } from "./instalments.ts";
import { type AmountAsk, askedFirst, judge, termsUntil } from "./judge.ts";
import type { Offer, ProposalAsk } from "./offer.ts";
import { periodsPerYear } from "./rate.ts";
import { termsToClear } from "./walk.ts";

const mostCounters = 3;

/**
 * The acceptable plans nearest to an ask that the policy does not have, closest first: each would
 * be accepted if it were asked for, and says in its reasons what changed. The asked frequency is
 * left only where it has none.
 */
export function nearestPlans(input: OfferInput, ask: ProposalAsk): readonly Offer[] {
  const rule = input.policy.instalments;
  if (rule === null) return acceptable(input, ask, payingInFull(input, ask));
  const { frequency } = ask;
  const others = rule.frequencies.filter((other) => other !== frequency);
  const isOffered = others.length < rule.frequencies.length;
  const asked = isOffered ? candidates(input, ask, rule, [frequency]) : [];
  const near = acceptable(input, ask, [...payingInFull(input, ask), ...asked]);
  if (isOffered && near.length > 0) return near;
  const other = candidates(input, ask, rule, closest(others, frequency));
  return acceptable(input, ask, [...payingInFull(input, ask), ...other]);
}

/** Those that the policy has, each once, with what changed. */
function acceptable(
  input: OfferInput,
  ask: ProposalAsk,
  wanted: readonly AmountAsk[],
): readonly Offer[] {
  const offers = new Map<string, Offer>();
  for (const candidate of wanted) {
    const { offer } = judge(input, candidate);
    if (offer === null) continue;
    const key = [offer.kind, offer.terms, offer.frequency, offer.firstDueOn, candidate.amountMinor];
    const reasons = changes(input, ask, candidate, offer);
    if (!offers.has(key.join())) offers.set(key.join(), { ...offer, reasons });
  }
  return [...offers.values()].slice(0, mostCounters);
}

/** The full offer on its last day, for who would pay it all but later. */
function payingInFull(input: OfferInput, ask: ProposalAsk): AmountAsk[] {
  const full = "amountMinor" in ask ? fullOffer(input) : null;
  if (full === null || !("amountMinor" in ask)) return [];
  const { toPayMinor } = full.totals;
  if (ask.amountMinor < toPayMinor) return [];
  return [{ amountMinor: toPayMinor, frequency: ask.frequency, firstDueOn: full.firstDueOn }];
}

/** Per frequency: the ask moved just into the policy, then the nearest plan on offer anyway. */
function candidates(
  input: OfferInput,
  ask: ProposalAsk,
  rule: InstalmentRule,
  frequencies: readonly Frequency[],
): AmountAsk[] {
  const close: AmountAsk[] = [];
  const onOffer: AmountAsk[] = [];
  for (const frequency of frequencies) {
    const firstDueOn = nearFirst(input, rule, frequency, askedFirst(input, { ...ask, frequency }));
    const frame = instalmentFrame(input, rule, frequency, firstDueOn);
    const wantedMinor =
      "endOn" in ask
        ? amountByTerms(rule, frame, termsUntil(input, rule, { ...ask, frequency, firstDueOn }))
        : scaled(ask.amountMinor, ask.frequency, frequency);
    const plans = [
      allowedAmount(rule, frame, wantedMinor),
      nearestOnOffer(rule, frame, wantedMinor),
    ];
    for (const [index, amountMinor] of plans.entries()) {
      if (amountMinor === null) continue;
      (index === 0 ? close : onOffer).push({ amountMinor, frequency, firstDueOn });
    }
  }
  return [...close, ...onOffer];
}

/** The two frequencies that are closest to the asked one. */
export function closest(frequencies: readonly Frequency[], asked: Frequency): readonly Frequency[] {
  const distance = (frequency: Frequency) =>
    Math.abs(periodsPerYear[frequency] - periodsPerYear[asked]);
  return [...frequencies].sort((a, b) => distance(a) - distance(b)).slice(0, 2);
}

/** The same money by the year in another rhythm. */
export function scaled(amountMinor: bigint, from: Frequency, to: Frequency): bigint {
  return (amountMinor * BigInt(periodsPerYear[from])) / BigInt(periodsPerYear[to]);
}

/** The wished first date moved into the policy's window. */
export function nearFirst(
  input: OfferInput,
  rule: InstalmentRule,
  frequency: Frequency,
  wish: CalendarDate,
): CalendarDate {
  const earliest = addDays(input.on, rule.firstDueFromDays);
  const latest = addDays(input.on, rule.firstDueToDays);
  const inside = firstDateOf(frequency, maxDate(earliest, minDate(wish, latest)), input.calendar);
  if (inside <= latest) return inside;
  return firstDateOf(frequency, maxDate(earliest, addMonths(latest, -1, 1)), input.calendar);
}

/** The level amount of as many terms, or of the nearest fewer ones that the policy allows. */
function amountByTerms(rule: InstalmentRule, frame: PlanFrame, terms: number): bigint {
  for (let count = Math.min(terms, rule.maxTerms); count > rule.minTerms; count -= 1) {
    const amountMinor = offeredAmount(rule, frame, count);
    if (amountMinor !== null) return amountMinor;
  }
  return offeredAmount(rule, frame, rule.minTerms) ?? rule.minAmountMinor;
}

/** The wanted amount, moved as little as the policy's minimum and terms ask. */
function allowedAmount(rule: InstalmentRule, frame: PlanFrame, wantedMinor: bigint): bigint | null {
  const leastMinor = rule.minAmountMinor > 0n ? rule.minAmountMinor : 1n;
  const amountMinor = wantedMinor > leastMinor ? wantedMinor : leastMinor;
  const terms = termsToClear(frame, amountMinor, rule.maxTerms);
  if (terms === null) return offeredAmount(rule, frame, rule.maxTerms);
  if (terms >= rule.minTerms) return amountMinor;
  return offeredAmount(rule, frame, rule.minTerms) ?? leastMinor;
}

/** Of the amounts at the policy's own terms the one nearest to what is wanted. */
function nearestOnOffer(rule: InstalmentRule, frame: PlanFrame, wantedMinor: bigint) {
  let best: bigint | null = null;
  for (const terms of offeredTerms(rule)) {
    const amountMinor = offeredAmount(rule, frame, terms);
    if (amountMinor === null) continue;
    if (best === null || gap(amountMinor, wantedMinor) < gap(best, wantedMinor)) best = amountMinor;
  }
  return best;
}

const gap = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

function changes(input: OfferInput, ask: ProposalAsk, made: AmountAsk, offer: Offer): string[] {
  const changed: string[] = offer.kind === "full" ? ["pays-in-full"] : [];
  const rule = input.policy.instalments;
  if ("amountMinor" in ask && made.amountMinor !== ask.amountMinor) changed.push("changed:amount");
  if ("endOn" in ask && rule !== null && termsUntil(input, rule, ask) !== offer.terms) {
    changed.push("changed:terms");
  }
  if (made.frequency !== ask.frequency) changed.push("changed:frequency");
  const asked = [ask.firstDueOn, askedFirst(input, ask)];
  if (ask.firstDueOn !== null && !asked.includes(made.firstDueOn)) {
    changed.push("changed:first-date");
  }
  return changed;
}
