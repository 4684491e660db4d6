import { type Components, totalOf } from "../money/components.ts";
import { assert } from "../primitives/assert.ts";
import { addDays } from "../primitives/date.ts";
import { affordabilityOf } from "./affordability.ts";
import type { PlanFrame } from "./frame.ts";
import type { OfferInput } from "./input.ts";
import type { Offer, OfferKind, ScheduleLine } from "./offer.ts";
import { type AnnualRates, annualRates, noCost } from "./rate.ts";
import { buildSchedule } from "./schedule.ts";

/** A plan with instalments of one amount, as an offer. */
export interface PlanChoice {
  readonly kind: OfferKind;
  readonly terms: number;
  readonly amountMinor: bigint;
  readonly reasons: readonly string[];
}

/** The offer of a plan: its schedule, what it adds, its annual rate (domain.md §4). */
export function planOffer(input: OfferInput, frame: PlanFrame, choice: PlanChoice): Offer {
  const { lines, interestMinor } = buildSchedule(frame, choice.terms, choice.amountMinor);
  const { kind, reasons } = choice;
  const parts = { kind, interest: frame.mode, reasons, lines, interestMinor };
  const isPlan = kind === "instalments" || choice.terms > 1;
  const frequency = isPlan ? frame.frequency : null;
  return finishOffer(input, { ...parts, frequency }, ratesOf(input, frame, lines));
}

function ratesOf(input: OfferInput, frame: PlanFrame, lines: readonly ScheduleLine[]): AnnualRates {
  if (frame.mode === "frozen") return noCost;
  return annualRates({
    on: input.on,
    totalMinor: input.balance.totalMinor,
    amounts: lines.map((line) => line.amountMinor),
    frequency: frame.frequency,
    firstDueOn: (lines[0] as ScheduleLine).dueOn,
  });
}

type OfferParts = Pick<Offer, "kind" | "frequency" | "interest" | "reasons"> & {
  readonly lines: readonly ScheduleLine[];
  /** Interest that the plan adds to today's balance. */
  readonly interestMinor: bigint;
};

/** Fills in the totals and all that every offer carries; proves that its lines sum. */
export function finishOffer(input: OfferInput, parts: OfferParts, rates: AnnualRates): Offer {
  const { lines, interestMinor, ...rest } = parts;
  const first = lines[0] as ScheduleLine;
  const last = lines.at(-1) as ScheduleLine;
  const toPayMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  assert(toPayMinor === sumOfParts(lines), "instalments sum to their components");
  const todayMinor = input.balance.totalMinor;
  const waivedMinor = todayMinor + interestMinor - toPayMinor;
  assert(waivedMinor >= 0n, "no more is paid than is owed");
  return {
    ...rest,
    terms: lines.length,
    schedule: lines,
    totals: {
      toPayMinor,
      interestMinor,
      feesMinor: 0n,
      waivedMinor,
      overTodayMinor: toPayMinor - todayMinor,
    },
    annualRate: rates.simple,
    annualRateCompound: rates.compound,
    firstDueOn: first.dueOn,
    lastDueOn: last.dueOn,
    validUntil: addDays(input.on, input.policy.offerValidDays),
    affordability: affordabilityOf(input.statement, input.policy.affordability, first.amountMinor),
  };
}

function sumOfParts(lines: readonly { readonly components: Components }[]): bigint {
  return lines.reduce((sum, line) => sum + totalOf(line.components), 0n);
}
