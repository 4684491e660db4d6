import type { CalendarDate } from "../primitives/date.ts";
import type { MatchedInstalment } from "./matching.ts";

/** What a plan can still take. Minor units. */
export interface ToCome {
  /** Instalments that are not paid and of which anything will be owed, oldest first. */
  readonly instalments: readonly ComingInstalment[];
  /** What all of them take, with what was tolerated as missing before. */
  readonly leftMinor: bigint;
  /** What was signed and not paid, and will not be taken: it was let off since. */
  readonly lessMinor: bigint;
  /** What is owed beyond all that it takes: a part that it waives, or what came after it. */
  readonly beyondMinor: bigint;
}

export interface ComingInstalment {
  readonly n: number;
  readonly dueOn: CalendarDate;
  readonly openMinor: bigint;
}

/**
 * What is still to come of a plan in force. A plan ends when nothing is owed any more, so where the
 * balance fell otherwise than by its payments (a dispute that was upheld, a hold told later) the
 * last instalments shrink: nobody is asked for more than is owed. `ownMinor` is what the plan will
 * yet charge on the due date of each instalment. `balanceMinor` null: interest goes on by the day
 * and is not known before, so all that was signed is to come.
 */
export function toCome(
  matched: readonly MatchedInstalment[],
  balanceMinor: bigint | null,
  ownMinor: ReadonlyMap<number, bigint> = new Map(),
): ToCome {
  let owedMinor = balanceMinor ?? 0n;
  let leftMinor = 0n;
  let lessMinor = 0n;
  const instalments: ComingInstalment[] = [];
  for (const { n, dueOn, amountMinor, paidMinor, status } of matched) {
    const signedMinor = amountMinor - paidMinor;
    // Once nothing is owed the plan is complete, and charges no more.
    if (owedMinor > 0n) owedMinor += ownMinor.get(n) ?? 0n;
    const isCut = balanceMinor !== null && owedMinor < signedMinor;
    const openMinor = isCut ? owedMinor : signedMinor;
    owedMinor -= openMinor;
    leftMinor += openMinor;
    lessMinor += signedMinor - openMinor;
    if (status !== "paid" && openMinor > 0n) instalments.push({ n, dueOn, openMinor });
  }
  return { instalments, leftMinor, lessMinor, beyondMinor: owedMinor > 0n ? owedMinor : 0n };
}

/** What is past its date of a plan, and never more than it can still take; minor units. */
export function overdueOf({ leftMinor }: ToCome, overdueMinor: bigint): bigint {
  return overdueMinor < leftMinor ? overdueMinor : leftMinor;
}
