import { addComponents, noComponents } from "../money/components.ts";
import { assert } from "../primitives/assert.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { affordabilityOf } from "./affordability.ts";
import type { OfferInput } from "./input.ts";
import type {
  AffordabilityStatement,
  Offer,
  OfferAffordability,
  OfferTotals,
  ScheduleLine,
} from "./offer.ts";
import { type AnnualRates, annualRates, noCost } from "./rate.ts";

/** Two or more accounts of one debtor that one plan is to pay (decision 25). */
export interface JointInput {
  /** One an account, of the same day and currency, without a statement: the whole is judged. */
  readonly accounts: readonly OfferInput[];
  readonly statement: AffordabilityStatement | null;
}

/**
 * A way to pay several accounts on the same dates. Every figure is that of the whole; `parts` are
 * the accounts' own offers in the order of the input, each what it would be alone on these terms.
 */
export interface JointOffer extends Offer {
  readonly parts: readonly JointPart[];
}

export interface JointPart {
  readonly accountRef: string;
  readonly offer: Offer;
}

/** The day on which all accounts are looked at; asserts that there is one, and one currency. */
export function jointDay({ accounts }: JointInput): CalendarDate {
  const [first] = accounts;
  assert(first !== undefined && accounts.length > 1, "a joint plan has several accounts");
  const { on, account } = first;
  const alike = accounts.every((one) => one.on === on && one.account.currency === account.currency);
  assert(alike, "accounts of a joint plan share day and currency");
  return on;
}

/**
 * Adds the offers of the accounts up, line by line; null when one of them has none, or when they
 * differ in kind, terms, rhythm or dates.
 */
export function joinOffers(
  input: JointInput,
  offers: readonly (Offer | null)[],
  reasons?: readonly string[],
): JointOffer | null {
  const found = offers.filter((offer) => offer !== null);
  const [first] = found;
  if (first === undefined || found.length !== offers.length) return null;
  if (!found.every((offer) => isAlike(first, offer))) return null;
  const schedule = first.schedule.map((line, index) => sumOfLines(line, found, index));
  const totals = sumOfTotals(found);
  const rates = ratesOf(input, first, schedule);
  return {
    kind: first.kind,
    terms: first.terms,
    frequency: first.frequency,
    interest: first.interest,
    schedule,
    totals,
    annualRate: rates.simple,
    annualRateCompound: rates.compound,
    firstDueOn: first.firstDueOn,
    lastDueOn: first.lastDueOn,
    validUntil: found.map((offer) => offer.validUntil).reduce(earlier),
    reasons: reasons ?? first.reasons,
    affordability: burdenOf(input, schedule[0]?.amountMinor ?? 0n),
    parts: found.map((offer, index) => ({
      accountRef: input.accounts[index]?.account.accountRef ?? "",
      offer,
    })),
  };
}

function isAlike(one: Offer, other: Offer): boolean {
  const sameTerms = one.kind === other.kind && one.interest === other.interest;
  const sameRhythm = one.frequency === other.frequency && one.terms === other.terms;
  const sameDates = one.schedule.every(({ dueOn }, at) => dueOn === other.schedule[at]?.dueOn);
  return sameTerms && sameRhythm && sameDates;
}

function sumOfLines(line: ScheduleLine, offers: readonly Offer[], index: number): ScheduleLine {
  const lines = offers.map((offer) => offer.schedule[index] ?? line);
  return {
    ...line,
    amountMinor: lines.reduce((sum, one) => sum + one.amountMinor, 0n),
    components: lines.reduce((sum, one) => addComponents(sum, one.components), noComponents),
    balanceAfterMinor: lines.reduce((sum, one) => sum + one.balanceAfterMinor, 0n),
  };
}

function sumOfTotals(offers: readonly Offer[]): OfferTotals {
  const sum = (name: keyof OfferTotals) =>
    offers.reduce((total, offer) => total + offer.totals[name], 0n);
  return {
    toPayMinor: sum("toPayMinor"),
    interestMinor: sum("interestMinor"),
    feesMinor: sum("feesMinor"),
    waivedMinor: sum("waivedMinor"),
    overTodayMinor: sum("overTodayMinor"),
  };
}

/** Of the whole: what all accounts take against what all owe today, never a mean of rates. */
function ratesOf(
  input: JointInput,
  { interest, frequency }: Offer,
  schedule: readonly ScheduleLine[],
): AnnualRates {
  const [first] = schedule;
  if (interest === "frozen" || first === undefined) return noCost;
  return annualRates({
    on: jointDay(input),
    totalMinor: input.accounts.reduce((total, { balance }) => total + balance.totalMinor, 0n),
    amounts: schedule.map((line) => line.amountMinor),
    frequency: frequency ?? "monthly",
    firstDueOn: first.dueOn,
  });
}

/** By the rule of whichever account warns; their policies are one in a portfolio. */
function burdenOf(
  { accounts, statement }: JointInput,
  firstMinor: bigint,
): OfferAffordability | null {
  const burdens = accounts.map(({ policy }) =>
    affordabilityOf(statement, policy.affordability, firstMinor),
  );
  return burdens.find((burden) => burden?.warning) ?? burdens[0] ?? null;
}

const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);
