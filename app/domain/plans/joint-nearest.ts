import type { Frequency } from "../policy/policy.ts";
import { fullOffer } from "./full.ts";
import { type JointInput, type JointOffer, joinOffers } from "./joint-offer.ts";
import {
  allowedTerms,
  type JointFrame,
  type JointTerms,
  jointFrames,
  jointFrequencies,
  jointOfferedTerms,
  jointPlan,
  jointRules,
} from "./joint-terms.ts";
import { askedFirst, type EndAsk, termsUntil } from "./judge.ts";
import { closest, nearFirst, scaled } from "./nearest.ts";
import type { ProposalAsk } from "./offer.ts";

const mostCounters = 3;

/**
 * The joint plans nearest to an ask that these accounts cannot have, closest first, each saying in
 * its reasons what changed. The asked rhythm is left only where it has no plan for all of them.
 */
export function jointNearest(input: JointInput, ask: ProposalAsk): readonly JointOffer[] {
  const rules = jointRules(input);
  const offered = rules === null ? [] : jointFrequencies(rules);
  const others = offered.filter((other) => other !== ask.frequency);
  const isOffered = others.length < offered.length;
  const full = payingInFull(input, ask);
  const asked = isOffered ? candidates(input, ask, [ask.frequency]) : [];
  if (full.length + asked.length > 0) return distinct([...full, ...asked]);
  return distinct(candidates(input, ask, closest(others, ask.frequency)));
}

/** How many instalments fall by the asked end; one more than the policy has stands for any more. */
export function termsUntilEnd({ accounts }: JointInput, ask: EndAsk): number {
  const counts = accounts.flatMap((one) =>
    one.policy.instalments === null ? [] : [termsUntil(one, one.policy.instalments, ask)],
  );
  return Math.min(...counts);
}

/** The full offers on their last day, for who would pay it all but later. */
function payingInFull(input: JointInput, ask: ProposalAsk): JointOffer[] {
  const offers = input.accounts.map((one) => fullOffer(one));
  const full = joinOffers(input, offers, ["pays-in-full", "changed:first-date"]);
  const isEnough =
    full !== null && "amountMinor" in ask && ask.amountMinor >= full.totals.toPayMinor;
  return isEnough ? [full] : [];
}

/** Per rhythm: as near to the ask as any number of instalments comes, then as near as on offer. */
function candidates(
  input: JointInput,
  ask: ProposalAsk,
  frequencies: readonly Frequency[],
): JointOffer[] {
  const near: (JointOffer | null)[] = [];
  const onOffer: (JointOffer | null)[] = [];
  for (const frequency of frequencies) {
    const frames = framesNear(input, ask, frequency);
    const allowed = frames === null ? [] : [...allowedTerms(frames)];
    if (frames === null || allowed.length === 0) continue;
    const usual = jointOfferedTerms(frames);
    const distance = distanceFrom(input, ask, frequency);
    const plan = (terms: JointTerms | null) =>
      terms && jointPlan(input, frames, terms.terms, changes(input, ask, frames, terms));
    near.push(plan(least(allowed, distance)));
    const offered = allowed.filter(({ terms }) => usual.includes(terms));
    onOffer.push(plan(least(offered, distance)));
  }
  return [...near, ...onOffer].filter((offer) => offer !== null);
}

/** The asked first date moved into the window of the first account; all share a portfolio. */
function framesNear(input: JointInput, ask: ProposalAsk, frequency: Frequency) {
  const [first] = input.accounts;
  const rule = first?.policy.instalments ?? null;
  if (first === undefined || rule === null) return null;
  const firstOn = nearFirst(first, rule, frequency, askedFirst(first, { ...ask, frequency }));
  return jointFrames(input, frequency, firstOn);
}

/** By the money where an amount was asked, by the number of instalments where an end was. */
function distanceFrom(
  input: JointInput,
  ask: ProposalAsk,
  frequency: Frequency,
): (found: JointTerms) => bigint {
  if ("endOn" in ask) {
    const wanted = BigInt(termsUntilEnd(input, { ...ask, frequency }));
    return ({ terms }) => gap(BigInt(terms), wanted);
  }
  const wantedMinor = scaled(ask.amountMinor, ask.frequency, frequency);
  return ({ amountMinor }) => gap(amountMinor, wantedMinor);
}

function changes(
  input: JointInput,
  ask: ProposalAsk,
  frames: readonly JointFrame[],
  { terms, amountMinor }: JointTerms,
): string[] {
  const frame = frames[0]?.frame;
  const changed: string[] = [];
  if ("amountMinor" in ask && amountMinor !== ask.amountMinor) changed.push("changed:amount");
  if ("endOn" in ask && termsUntilEnd(input, ask) !== terms) changed.push("changed:terms");
  if (frame?.frequency !== ask.frequency) changed.push("changed:frequency");
  const first = frame?.dueDates[0];
  const made = [first?.on, first?.movedFrom];
  if (ask.firstDueOn !== null && !made.includes(ask.firstDueOn)) changed.push("changed:first-date");
  return changed;
}

function least(
  all: readonly JointTerms[],
  distance: (found: JointTerms) => bigint,
): JointTerms | null {
  let best: JointTerms | null = null;
  for (const one of all) {
    if (best === null || distance(one) < distance(best)) best = one;
  }
  return best;
}

/** Each once; the first of those that are alike stays. */
function distinct(offers: readonly JointOffer[]): readonly JointOffer[] {
  const found = new Map<string, JointOffer>();
  for (const offer of offers) {
    const key = [offer.kind, offer.terms, offer.frequency, offer.firstDueOn].join();
    if (!found.has(key)) found.set(key, offer);
  }
  return [...found.values()].slice(0, mostCounters);
}

const gap = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);
