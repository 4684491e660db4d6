import type { InstalmentRule } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { planOffer } from "./assemble.ts";
import { dueDates, firstDateOf } from "./due-dates.ts";
import { checkFirstDue } from "./first-due.ts";
import { instalmentFrame, type PlanFrame } from "./frame.ts";
import { fullOffer } from "./full.ts";
import type { OfferInput } from "./input.ts";
import { firstDueFor, offeredAmount } from "./instalments.ts";
import type { Offer, ProposalAsk } from "./offer.ts";
import { termsToClear } from "./walk.ts";

export type AmountAsk = Extract<ProposalAsk, { readonly amountMinor: bigint }>;
export type EndAsk = Extract<ProposalAsk, { readonly endOn: CalendarDate }>;

export type AskFault =
  | "no-instalments-in-policy"
  | "frequency-not-offered"
  | "first-date-too-early"
  | "first-date-too-late"
  | "below-minimum-amount"
  | "too-many-terms"
  | "too-few-terms"
  | "pays-in-full";

/** The plan that was asked for, or every reason why the policy has no such plan. */
export type Judgement =
  | { readonly offer: Offer; readonly faults: readonly [] }
  | { readonly offer: null; readonly faults: readonly AskFault[] };

/** Holds an ask against the policy; the debtor's means play no part in it. */
export function judge(input: OfferInput, ask: ProposalAsk): Judgement {
  return "endOn" in ask ? judgeEnd(input, ask) : judgeAmount(input, ask);
}

/** An amount that pays everything at once is the `full` offer, while that stands. */
function judgeAmount(input: OfferInput, ask: AmountAsk): Judgement {
  const full = fullOffer(input);
  if (full === null || ask.amountMinor < full.totals.toPayMinor) return judgePlan(input, ask);
  const isInTime = input.on <= ask.firstDueOn && ask.firstDueOn <= full.firstDueOn;
  const offer = isInTime ? fullOffer(input, ask.firstDueOn) : null;
  if (offer !== null) return { offer, faults: [] };
  const plan = judgePlan(input, ask);
  return plan.offer !== null ? plan : refused(["pays-in-full", ...plan.faults]);
}

/** All that is left may be less than the policy's smallest instalment. */
function judgePlan(input: OfferInput, ask: AmountAsk): Judgement {
  const { amountMinor, frequency } = ask;
  const rule = input.policy.instalments;
  if (rule === null) return refused(["no-instalments-in-policy"]);
  const firstOn = firstDateOf(frequency, ask.firstDueOn, input.calendar);
  const faults = faultsOfDates(input, rule, ask, firstOn);
  const frame = instalmentFrame(input, rule, frequency, firstOn);
  const terms = amountMinor > 0n ? termsToClear(frame, amountMinor, rule.maxTerms) : null;
  if (amountMinor < rule.minAmountMinor && terms !== 1) faults.push("below-minimum-amount");
  if (faults.length > 0) return refused(faults);
  if (terms === null) return refused(["too-many-terms"]);
  if (terms < rule.minTerms) return refused(["too-few-terms"]);
  return accepted(input, frame, terms, amountMinor);
}

/**
 * The level plan of as many instalments as fall by the end date; where that is below the policy's
 * minimum, the minimum if it takes as many.
 */
function judgeEnd(input: OfferInput, ask: EndAsk): Judgement {
  const rule = input.policy.instalments;
  if (rule === null) return refused(["no-instalments-in-policy"]);
  const firstOn = askedFirst(input, ask);
  const faults = faultsOfDates(input, rule, ask, firstOn);
  const terms = termsUntil(input, rule, ask);
  if (terms > rule.maxTerms) faults.push("too-many-terms");
  if (terms < rule.minTerms) faults.push("too-few-terms");
  if (faults.length > 0) return refused(faults);
  const frame = instalmentFrame(input, rule, ask.frequency, firstOn);
  const amountMinor = offeredAmount(rule, frame, terms);
  if (amountMinor !== null) return accepted(input, frame, terms, amountMinor);
  const leastMinor = rule.minAmountMinor;
  const isLeast = leastMinor > 0n && termsToClear(frame, leastMinor, terms) === terms;
  return isLeast ? accepted(input, frame, terms, leastMinor) : refused(["below-minimum-amount"]);
}

/** The first due date of an ask before any move: as wished, or as offers have it. */
export function askedFirst(input: OfferInput, ask: ProposalAsk): CalendarDate {
  return ask.firstDueOn === null
    ? firstDueFor(input, ask.frequency)
    : firstDateOf(ask.frequency, ask.firstDueOn, input.calendar);
}

/** How many instalments fall by the end date; one more than the policy has stands for any more. */
export function termsUntil(input: OfferInput, rule: InstalmentRule, ask: EndAsk): number {
  const dates = dueDates(
    {
      frequency: ask.frequency,
      firstOn: askedFirst(input, ask),
      convention: rule.workingDays,
      calendar: input.calendar,
      earliest: input.on,
    },
    rule.maxTerms + 1,
  );
  return dates.filter((date) => date.on <= ask.endOn).length;
}

/** What an ask for instalments has against it before any amount is looked at. */
export function faultsOfDates(
  input: OfferInput,
  rule: InstalmentRule,
  ask: ProposalAsk,
  firstOn: CalendarDate,
): AskFault[] {
  const faults: AskFault[] = [];
  if (!rule.frequencies.includes(ask.frequency)) faults.push("frequency-not-offered");
  const fault = checkFirstDue(input.policy, input.on, firstOn);
  if (fault !== null) faults.push(fault);
  return faults;
}

function accepted(
  input: OfferInput,
  frame: PlanFrame,
  terms: number,
  amountMinor: bigint,
): Judgement {
  const choice = { kind: "instalments", terms, amountMinor, reasons: ["asked"] } as const;
  return { offer: planOffer(input, frame, choice), faults: [] };
}

const refused = (faults: readonly AskFault[]): Judgement => ({ offer: null, faults });
