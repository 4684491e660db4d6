import type { Frequency, InstalmentRule } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { planOffer } from "./assemble.ts";
import { firstDateOf } from "./due-dates.ts";
import { instalmentFrame, type PlanFrame } from "./frame.ts";
import type { OfferInput } from "./input.ts";
import { offeredAmount, offeredTerms } from "./instalments.ts";
import { type JointInput, type JointOffer, joinOffers } from "./joint-offer.ts";
import { remainderOf } from "./walk.ts";

/** One account with its policy's instalments and what its plans of one rhythm have in common. */
export interface JointFrame {
  readonly input: OfferInput;
  readonly rule: InstalmentRule;
  readonly frame: PlanFrame;
}

/** The instalment rules of all accounts; null when one of them has none. */
export function jointRules({ accounts }: JointInput): readonly InstalmentRule[] | null {
  const rules = accounts.map(({ policy }) => policy.instalments).filter((rule) => rule !== null);
  return rules.length === accounts.length ? rules : null;
}

/** The rhythms that every account's policy has, in the first one's order. */
export function jointFrequencies(rules: readonly InstalmentRule[]): readonly Frequency[] {
  const [first, ...others] = rules;
  const all = first?.frequencies ?? [];
  return all.filter((frequency) => others.every((rule) => rule.frequencies.includes(frequency)));
}

/** The frames of all accounts from a first date before any move; null: one has no instalments. */
export function jointFrames(
  { accounts }: JointInput,
  frequency: Frequency,
  firstOn: CalendarDate,
): readonly JointFrame[] | null {
  const frames = accounts.map((input) => {
    const rule = input.policy.instalments;
    if (rule === null) return null;
    const first = firstDateOf(frequency, firstOn, input.calendar);
    return { input, rule, frame: instalmentFrame(input, rule, frequency, first) };
  });
  const found = frames.filter((one) => one !== null);
  return found.length === frames.length ? found : null;
}

/** How many instalments every account's policy allows: both ends included. */
export function termRange(frames: readonly JointFrame[]): {
  readonly min: number;
  readonly max: number;
} {
  return {
    min: Math.max(...frames.map(({ rule }) => rule.minTerms)),
    max: Math.min(...frames.map(({ rule }) => rule.maxTerms)),
  };
}

/** The numbers of instalments that every account's policy offers without being asked. */
export function jointOfferedTerms(frames: readonly JointFrame[]): readonly number[] {
  const [first, ...others] = frames.map(({ rule }) => offeredTerms(rule));
  return (first ?? []).filter((terms) => others.every((offered) => offered.includes(terms)));
}

/**
 * The level amount of each account in a plan of so many instalments. Null: one of them has no such
 * plan by its policy, for its own instalment would be under the policy's minimum, say.
 */
export function jointAmounts(
  frames: readonly JointFrame[],
  terms: number,
): readonly bigint[] | null {
  const amounts: bigint[] = [];
  for (const { rule, frame } of frames) {
    const amountMinor = offeredAmount(rule, frame, terms);
    if (amountMinor === null) return null;
    // A single payment is what is owed, whatever unit level amounts are rounded to.
    amounts.push(terms === 1 ? remainderOf(frame, 1, amountMinor).lastMinor : amountMinor);
  }
  return amounts;
}

/** A number of instalments that all accounts may have, and what they come to together. */
export interface JointTerms {
  readonly terms: number;
  readonly amountMinor: bigint;
}

/** Every number of instalments that all accounts may have, ascending. */
export function* allowedTerms(frames: readonly JointFrame[]): Generator<JointTerms> {
  const { min, max } = termRange(frames);
  for (let terms = min; terms <= max; terms += 1) {
    const amounts = jointAmounts(frames, terms);
    if (amounts !== null) yield { terms, amountMinor: sumOf(amounts) };
  }
}

/** The fewest instalments whose level amounts together are at most `mostMinor`; null: none. */
export function fewestJointTerms(
  frames: readonly JointFrame[],
  mostMinor: bigint,
): JointTerms | null {
  for (const found of allowedTerms(frames)) {
    if (found.amountMinor <= mostMinor) return found;
  }
  return null;
}

/** The plan of all accounts in so many instalments; null when one of them has no such plan. */
export function jointPlan(
  input: JointInput,
  frames: readonly JointFrame[],
  terms: number,
  reasons: readonly string[],
): JointOffer | null {
  const amounts = jointAmounts(frames, terms);
  if (amounts === null) return null;
  const offers = frames.map(({ input: one, frame }, index) => {
    const amountMinor = amounts[index] ?? 0n;
    return planOffer(one, frame, { kind: "instalments", terms, amountMinor, reasons });
  });
  return joinOffers(input, offers, reasons);
}

const sumOf = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((total, amount) => total + amount, 0n);
