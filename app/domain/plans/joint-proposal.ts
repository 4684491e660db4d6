import { leftOver } from "./affordability.ts";
import { fullOffer } from "./full.ts";
import { jointNearest, termsUntilEnd } from "./joint-nearest.ts";
import { type JointInput, type JointOffer, joinOffers } from "./joint-offer.ts";
import { jointObstacle } from "./joint-offers.ts";
import {
  allowedTerms,
  fewestJointTerms,
  type JointFrame,
  jointFrames,
  jointPlan,
  jointRules,
  termRange,
} from "./joint-terms.ts";
import { type AskFault, askedFirst, faultsOfDates } from "./judge.ts";
import type { ProposalAsk } from "./offer.ts";

/**
 * Why accounts have no joint plan as it was asked for. `no-shared-terms`: in no number of payments
 * at all; `account-below-minimum`: in none so small, for one of them would pay too little.
 */
export type JointFault = AskFault | "no-shared-terms" | "account-below-minimum";

export interface JointAnswer {
  readonly answer: "accepted" | "counter" | "referred";
  readonly reasons: readonly string[];
  readonly offer: JointOffer | null;
  readonly nearest: readonly JointOffer[];
}

/**
 * Answers what a debtor proposes for several accounts, as `answerProposal` does for one. The asked
 * amount is split so that every account clears on the same dates: the fewest instalments whose
 * level amounts together are no more than was asked.
 */
export function answerJointProposal(input: JointInput, ask: ProposalAsk): JointAnswer {
  const obstacle = jointObstacle(input);
  if (obstacle !== null) {
    return { answer: "referred", reasons: [obstacle], offer: null, nearest: [] };
  }
  const { offer, faults } = judgeJoint(input, ask);
  if (offer !== null) {
    const reasons: string[] = offer.kind === "full" ? ["pays-in-full"] : [];
    if (offer.affordability?.warning) reasons.push("above-affordable");
    return { answer: "accepted", reasons, offer, nearest: [] };
  }
  const nearest = jointNearest(input, ask);
  const hasNothingLeft = input.statement !== null && leftOver(input.statement) <= 0n;
  const answer = nearest.length === 0 || hasNothingLeft ? "referred" : "counter";
  return { answer, reasons: faults, offer: null, nearest };
}

type Judged =
  | { readonly offer: JointOffer; readonly faults: readonly [] }
  | { readonly offer: null; readonly faults: readonly JointFault[] };

function judgeJoint(input: JointInput, ask: ProposalAsk): Judged {
  const full = "amountMinor" in ask ? allAtOnce(input, ask.amountMinor, ask.firstDueOn) : null;
  return full === null ? judgePlan(input, ask) : { offer: full, faults: [] };
}

/** An amount that pays all accounts at once is their full offers, while all of those stand. */
function allAtOnce(
  input: JointInput,
  amountMinor: bigint,
  askedOn: JointOffer["firstDueOn"],
): JointOffer | null {
  const standing = joinOffers(
    input,
    input.accounts.map((one) => fullOffer(one)),
  );
  if (standing === null || amountMinor < standing.totals.toPayMinor) return null;
  const inTime = input.accounts.every(
    (one) => one.on <= askedOn && askedOn <= (fullOffer(one)?.firstDueOn ?? one.on),
  );
  if (!inTime) return null;
  return joinOffers(
    input,
    input.accounts.map((one) => fullOffer(one, askedOn)),
  );
}

function judgePlan(input: JointInput, ask: ProposalAsk): Judged {
  const rules = jointRules(input);
  const [first] = input.accounts;
  if (rules === null || first === undefined) return refused(["no-instalments-in-policy"]);
  const firstOn = askedFirst(first, ask);
  const faults = input.accounts.flatMap((one, index) =>
    rules.slice(index, index + 1).flatMap((rule) => faultsOfDates(one, rule, ask, firstOn)),
  );
  if (faults.length > 0) return refused([...new Set(faults)]);
  const frames = jointFrames(input, ask.frequency, firstOn) ?? [];
  const terms = "endOn" in ask ? termsUntilEnd(input, ask) : termsWithin(frames, ask.amountMinor);
  const { min, max } = termRange(frames);
  if (terms !== null && terms > max) return refused(["too-many-terms"]);
  if (terms !== null && terms < min) return refused(["too-few-terms"]);
  const offer = terms === null ? null : jointPlan(input, frames, terms, ["asked"]);
  return offer === null ? refused([whyNone(frames)]) : { offer, faults: [] };
}

const termsWithin = (frames: readonly JointFrame[], mostMinor: bigint): number | null =>
  fewestJointTerms(frames, mostMinor)?.terms ?? null;

/** A smaller amount than any needs more time than there is, or an account's smallest instalment. */
function whyNone(frames: readonly JointFrame[]): JointFault {
  const longest = [...allowedTerms(frames)].at(-1);
  if (longest === undefined) return "no-shared-terms";
  return longest.terms === termRange(frames).max ? "too-many-terms" : "account-below-minimum";
}

const refused = (faults: readonly JointFault[]): Judged => ({ offer: null, faults });
