import { stoppedBy } from "../holds/in-force.ts";
import type { Frequency } from "../policy/policy.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import { affordableAt } from "./affordability.ts";
import { defermentOffer } from "./deferment.ts";
import { checkFirstDue } from "./first-due.ts";
import { fullOffer } from "./full.ts";
import type { OfferInput } from "./input.ts";
import { firstDueFor, offeredTerms } from "./instalments.ts";
import { type JointInput, type JointOffer, joinOffers, jointDay } from "./joint-offer.ts";
import {
  fewestJointTerms,
  type JointFrame,
  jointFrames,
  jointFrequencies,
  jointOfferedTerms,
  jointPlan,
  jointRules,
} from "./joint-terms.ts";
import type { Offer } from "./offer.ts";
import { settlementOffer } from "./settlement.ts";

/**
 * Every way to pay these accounts together: what each of their policies has, of the same kind, in
 * as many instalments and on the same dates. In the order of `computeOffers`. None when an account
 * owes nothing, or while a hold on any of them stops offers.
 */
export function jointOffers(input: JointInput): readonly JointOffer[] {
  const { accounts } = input;
  if (jointObstacle(input) !== null) return [];
  const offers = [
    joinOffers(input, accounts.map(plainFull)),
    joinOffers(input, accounts.map(settlementOffer)),
    ...jointInstalments(input),
    jointDeferment(input),
  ];
  return offers.filter((offer) => offer !== null);
}

/** Why these accounts cannot share a plan today; null: nothing keeps them from it. */
export function jointObstacle(input: JointInput): "nothing-owed" | "hold-stops-offers" | null {
  const on = jointDay(input);
  if (input.accounts.some(({ balance }) => balance.totalMinor <= 0n)) return "nothing-owed";
  const isHeld = ({ account }: OfferInput) => stoppedBy(account.holds, "offers", on) !== null;
  return input.accounts.some(isHeld) ? "hold-stops-offers" : null;
}

const plainFull = (input: OfferInput): Offer | null => fullOffer(input);

/** At the terms on offer, and with the fewest that fit the policy's shares of what is left over. */
function jointInstalments(input: JointInput): JointOffer[] {
  const rules = jointRules(input);
  if (rules === null) return [];
  const offers = jointFrequencies(rules).flatMap((frequency) => {
    const frames = framesFor(input, frequency);
    return frames === null ? [] : offersOf(input, frames);
  });
  return offers.sort((a, b) => a.terms - b.terms);
}

/** Null: the first date of one of the accounts is outside its window. */
function framesFor(input: JointInput, frequency: Frequency): readonly JointFrame[] | null {
  const [first] = input.accounts;
  if (first === undefined) return null;
  const firstOn = firstDueFor(first, frequency);
  const inWindow = input.accounts.every(
    (one) => checkFirstDue(one.policy, one.on, firstOn) === null,
  );
  return inWindow ? jointFrames(input, frequency, firstOn) : null;
}

function offersOf(input: JointInput, frames: readonly JointFrame[]): JointOffer[] {
  const reasons = new Map<number, string[]>();
  const add = (terms: number, reason: string) =>
    reasons.set(terms, [...(reasons.get(terms) ?? []), reason]);
  for (const terms of jointOfferedTerms(frames)) add(terms, "policy-term");
  if (input.statement !== null) {
    for (const share of input.accounts[0]?.policy.affordability.shares ?? []) {
      const mostMinor = affordableAt(input.statement, share);
      const found = mostMinor > 0n ? fewestJointTerms(frames, mostMinor) : null;
      if (found !== null) add(found.terms, `affordable-share:${plainDecimal(share)}`);
    }
  }
  const offers = [...reasons].map(([terms, why]) => jointPlan(input, frames, terms, why));
  return offers.filter((offer) => offer !== null);
}

/** With the first of the terms on offer that the statement can carry, else with the longest. */
function jointDeferment(input: JointInput): JointOffer | null {
  const [first] = input.accounts;
  const rule = first?.policy.instalments ?? null;
  const inInstalments = first?.policy.deferment?.then === "instalments" && rule !== null;
  if (!inInstalments) return joinOffers(input, input.accounts.map(defermentOffer));
  let longest: JointOffer | null = null;
  for (const terms of offeredTerms(rule)) {
    const deferred = input.accounts.map((one) => defermentOffer(inTerms(one, terms)));
    const joint = joinOffers(input, deferred);
    if (joint === null) continue;
    longest = joint;
    if (!longest.affordability?.warning) return longest;
  }
  return longest;
}

/** The same account as if its policy offered this number of instalments alone. */
function inTerms(input: OfferInput, terms: number): OfferInput {
  const { instalments } = input.policy;
  if (instalments === null || !instalments.offerTerms.includes(terms)) return input;
  return {
    ...input,
    policy: { ...input.policy, instalments: { ...instalments, offerTerms: [terms] } },
  };
}
