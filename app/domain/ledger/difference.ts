import { type Components, subtractComponents } from "../money/components.ts";
import type { Policy } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { AccountState, Balance } from "./account.ts";
import { balanceOn } from "./balance.ts";

/** What a change in the past makes of today's balance; positive amounts favour the debtor. */
export interface ReplayDifference {
  /** Interest that was charged and is not owed: the amount of the reversal to post. */
  readonly interestMinor: bigint;
  readonly penaltyMinor: bigint;
  /** What each component falls by; payments may have moved between them. */
  readonly components: Components;
  readonly creditMinor: bigint;
  /** The balance after the change. */
  readonly balance: Balance;
}

/**
 * Replays an account as it was known and as it is known now, for example with a backdated hold
 * (domain.md §2), and answers the difference on `on`, in minor units. The components fall by, and
 * the credit grows by, the interest and the penalty together.
 */
export function replayDifference(
  before: AccountState,
  after: AccountState,
  policy: Policy,
  on: CalendarDate,
): ReplayDifference {
  const was = balanceOn(before, policy, on);
  const balance = balanceOn(after, policy, on);
  return {
    interestMinor: charged(was, "interest") - charged(balance, "interest"),
    penaltyMinor: charged(was, "penalty") - charged(balance, "penalty"),
    components: subtractComponents(was.components, balance.components),
    creditMinor: balance.creditMinor - was.creditMinor,
    balance,
  };
}

function charged({ itemisation }: Balance, kind: "interest" | "penalty"): bigint {
  const lines = itemisation.filter((line) => line.kind === kind);
  return lines.reduce((sum, line) => sum + line.amountMinor, 0n);
}
