import { assert } from "../primitives/assert.ts";
import { err, ok, type Result } from "../primitives/result.ts";

/** What is owed now and what may be taken. Minor units of the account's currency. */
export interface PayQuestion {
  readonly balanceMinor: bigint;
  /** What is past its date: the minimum due, or missed instalments; 0 for none. */
  readonly overdueMinor: bigint;
  /** What is still to pay of the plan's next instalment; null without a plan. */
  readonly nextMinor: bigint | null;
  readonly rules: PayRules;
  readonly limits: ProviderLimits;
}

export interface PayRules {
  /** Policy.minimumPaymentMinor: the smallest amount of the debtor's own choice. */
  readonly minimumMinor: bigint;
  readonly partAllowed: boolean;
  readonly aboveBalanceAllowed: boolean;
}

/** PaymentCapabilities of the provider for this currency. */
export interface ProviderLimits {
  readonly minAmountMinor: bigint;
  readonly maxAmountMinor: bigint;
  /** Amounts must be a multiple of this. */
  readonly stepMinor: bigint;
}

export type FixedChoice = "whole" | "overdue" | "next";
export type PayChoice = FixedChoice | "other";

export interface PayOptions {
  /** In the order whole, overdue, next; each amount stands once. */
  readonly fixed: readonly { readonly choice: FixedChoice; readonly amountMinor: bigint }[];
  /** Bounds of an amount of the debtor's own choice, both included; null when there is none. */
  readonly other: { readonly minMinor: bigint; readonly maxMinor: bigint } | null;
}

/** `too-small`, `too-large`: no payment that the provider would take exists. */
export type NoPayment = "nothing-owed" | "too-small" | "too-large";

/** The amounts that may be paid now. A sum between two steps of the provider is rounded down. */
export function payOptions(question: PayQuestion): Result<PayOptions, NoPayment> {
  const { balanceMinor, rules, limits } = question;
  assert(limits.stepMinor > 0n, "amounts have a step");
  if (balanceMinor <= 0n) return err("nothing-owed");
  const fixed = fixedChoices(question);
  const other = ownAmount(question);
  if (fixed.length > 0 || other !== null) return ok({ fixed, other });
  const tooLarge = !rules.partAllowed && balanceMinor > limits.maxAmountMinor;
  return err(tooLarge ? "too-large" : "too-small");
}

export interface AmountRefusal {
  readonly reason:
    | NoPayment
    | "choice-not-open"
    | "part-not-allowed"
    | "below-minimum"
    | "above-maximum"
    | "between-steps";
  /** The nearest amount that would be taken, where there is one. */
  readonly limitMinor: bigint | null;
}

/**
 * The amount that a choice takes now, from the books and never from the form; `otherMinor` is
 * read for the choice "other" alone.
 */
export function amountToPay(
  question: PayQuestion,
  choice: PayChoice,
  otherMinor: bigint | null,
): Result<bigint, AmountRefusal> {
  const options = payOptions(question);
  if (!options.ok) return refused(options.error);
  const { fixed, other } = options.value;
  if (choice !== "other") {
    const found = fixed.find((one) => one.choice === choice);
    return found ? ok(found.amountMinor) : refused("choice-not-open");
  }
  if (fixed.some((one) => one.amountMinor === otherMinor)) return ok(otherMinor as bigint);
  if (other === null) return refused("part-not-allowed", fixed[0]?.amountMinor);
  if (otherMinor === null || otherMinor < other.minMinor) {
    return refused("below-minimum", other.minMinor);
  }
  if (otherMinor > other.maxMinor) return refused("above-maximum", other.maxMinor);
  const whole = floorTo(otherMinor, question.limits.stepMinor);
  return whole === otherMinor ? ok(otherMinor) : refused("between-steps", whole);
}

function fixedChoices(question: PayQuestion): PayOptions["fixed"] {
  const { balanceMinor, overdueMinor, nextMinor, rules, limits } = question;
  const wishes: [FixedChoice, bigint][] = [["whole", balanceMinor]];
  if (rules.partAllowed) wishes.push(["overdue", smaller(overdueMinor, balanceMinor)]);
  wishes.push(["next", smaller(nextMinor ?? 0n, balanceMinor)]);
  const seen = new Set<bigint>();
  return wishes.flatMap(([choice, wishMinor]) => {
    const amountMinor = floorTo(wishMinor, limits.stepMinor);
    const taken = amountMinor >= limits.minAmountMinor && amountMinor <= limits.maxAmountMinor;
    if (!taken || amountMinor <= 0n || seen.has(amountMinor)) return [];
    seen.add(amountMinor);
    return [{ choice, amountMinor }];
  });
}

function ownAmount({ balanceMinor, rules, limits }: PayQuestion): PayOptions["other"] {
  if (!rules.partAllowed) return null;
  const least = larger(larger(rules.minimumMinor, limits.minAmountMinor), 1n);
  const most = rules.aboveBalanceAllowed
    ? limits.maxAmountMinor
    : smaller(balanceMinor, limits.maxAmountMinor);
  const minMinor = ceilTo(least, limits.stepMinor);
  const maxMinor = floorTo(most, limits.stepMinor);
  return minMinor < maxMinor ? { minMinor, maxMinor } : null;
}

function refused(reason: AmountRefusal["reason"], limitMinor?: bigint) {
  return err({ reason, limitMinor: limitMinor ?? null });
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const floorTo = (minor: bigint, step: bigint): bigint => minor - (minor % step);
const ceilTo = (minor: bigint, step: bigint): bigint => floorTo(minor + step - 1n, step);
