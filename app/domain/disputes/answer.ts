import { err, ok, type Result } from "../primitives/result.ts";
import type { CaseGround, CaseKind, CaseOutcome } from "./case.ts";

/**
 * What an answer takes off the balance: all of it, an amount that is said, one that may be said,
 * or nothing; and whether the hold that the case set ends or stays until the creditor has acted.
 */
export interface AnswerEffect {
  readonly takesOff: "whole" | "some" | "may" | "nothing";
  readonly hold: "ends" | "stays";
}

/** A debt that is not this person's is not asked of them again: the hold stays. */
const whole: AnswerEffect = { takesOff: "whole", hold: "stays" };
const some: AnswerEffect = { takesOff: "some", hold: "ends" };
const may: AnswerEffect = { takesOff: "may", hold: "ends" };
const nothing: AnswerEffect = { takesOff: "nothing", hold: "ends" };

/** A debt too old to sue for is owed still, and is not pressed: the hold stays. */
const tooOld: AnswerEffect = { takesOff: "nothing", hold: "stays" };

const upheldDisputes: Partial<Record<CaseGround, AnswerEffect>> = {
  "not-mine": whole,
  "fraud-or-lost-card": whole,
  "wrong-amount": some,
  "already-paid": some,
  "too-old": tooOld,
  other: may,
};

/** Others owe it on: the account rests until the creditor has taken this person off it. */
const othersOwe: AnswerEffect = { takesOff: "nothing", hold: "stays" };

/** What a case is about; `shared`: several people owe the account. */
export interface AnswerAbout {
  readonly kind: CaseKind;
  readonly ground: CaseGround;
  readonly shared: boolean;
}

/** What an outcome does; null: this ground cannot come out so. */
export function effectOf(
  { kind, ground, shared }: AnswerAbout,
  outcome: CaseOutcome,
): AnswerEffect | null {
  if (outcome === "not-upheld") return nothing;
  if (kind === "complaint") return may;
  if (shared && ground === "not-mine") return outcome === "upheld" ? othersOwe : null;
  if (outcome === "upheld") return upheldDisputes[ground] ?? null;
  return ground === "too-old" ? null : some;
}

/** Whether the creditor is to take the person off the account: they do not owe it, others do. */
export function leavesAccount(about: AnswerAbout, outcome: CaseOutcome): boolean {
  return effectOf(about, outcome) === othersOwe;
}

export type AnswerFault =
  | "outcome-not-possible"
  | "amount-missing"
  | "amount-not-allowed"
  | "amount-above-balance";

/**
 * The effect of an answer with the amount, in minor units, that it takes off the balance; null:
 * none. `amountMinor`: what whoever answers said; the whole balance is never said.
 */
export function judgeAnswer(
  about: AnswerAbout & { readonly totalMinor: bigint },
  outcome: CaseOutcome,
  amountMinor: bigint | null,
): Result<
  { readonly amountMinor: bigint | null; readonly hold: AnswerEffect["hold"] },
  AnswerFault
> {
  const effect = effectOf(about, outcome);
  if (effect === null) return err("outcome-not-possible");
  const { takesOff, hold } = effect;
  const { totalMinor } = about;
  const said = amountMinor !== null && amountMinor > 0n ? amountMinor : null;
  if (takesOff === "whole") return ok({ amountMinor: totalMinor > 0n ? totalMinor : null, hold });
  if (takesOff === "nothing" && said !== null) return err("amount-not-allowed");
  if (takesOff === "some" && said === null) return err("amount-missing");
  if (said !== null && said > totalMinor) return err("amount-above-balance");
  return ok({ amountMinor: said, hold });
}
