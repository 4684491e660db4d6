import {
  addComponents,
  type Components,
  noComponents,
  subtractComponents,
  totalOf,
} from "../money/components.ts";
import type { Policy } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { AccountState, Movement } from "./account.ts";
import { balanceOn } from "./balance.ts";

/** How a payment is spent otherwise than it was: what moves between components, and to credit. */
export interface Resplit {
  /** The posting of the payment. */
  readonly reference: string;
  /** What the payment meets more of each component; negative: less. Minor units. */
  readonly change: Components;
  /** What of it becomes the debtor's credit; negative: the credit meets the debt. */
  readonly creditMinor: bigint;
}

/**
 * What a change of the past makes of the payments since the snapshot, as if it had been known when
 * they came (domain.md §2): those that met interest which is no longer charged are spent in the
 * order of their own day on what is left, then are credit. `before` and `after` differ in holds and
 * charges; both are replayed to `on`.
 */
export function resplits(
  before: AccountState,
  after: AccountState,
  policy: Policy,
  on: CalendarDate,
): readonly Resplit[] {
  const anew = splitAnew(before, policy, on);
  const was = spentBy(without(before, anew), policy, on);
  const is = spentBy(without(after, anew), policy, on);
  return after.movements.flatMap((movement) => {
    const { kind, reference, split } = movement;
    if (kind !== "payment" || reference === null || split === null) return [];
    const [old, now] = [was.get(reference), is.get(reference)];
    if (old === undefined || now === undefined || isSame(old, now)) return [];
    const change = subtractComponents(now, split);
    return isSame(change, noComponents)
      ? []
      : [{ reference, change, creditMinor: -totalOf(change) }];
  });
}

/**
 * The payments to be split from the start: those for which the replay comes to the split that was
 * posted. After a later snapshot it may not know any more what they met; such a split is kept as
 * far as it is owed.
 */
function splitAnew(account: AccountState, policy: Policy, on: CalendarDate): ReadonlySet<string> {
  const posted = new Map<string, Components>();
  for (const { kind, reference, split } of account.movements) {
    if (kind === "payment" && reference !== null && split !== null) posted.set(reference, split);
  }
  let anew: ReadonlySet<string> = new Set(posted.keys());
  for (;;) {
    const spent = spentBy(without(account, anew), policy, on);
    const isAsPosted = (reference: string) =>
      isSame(spent.get(reference) ?? noComponents, posted.get(reference) ?? noComponents);
    const kept = [...anew].filter(isAsPosted);
    if (kept.length === anew.size) return anew;
    anew = new Set(kept);
  }
}

function without(account: AccountState, anew: ReadonlySet<string>): AccountState {
  const movements = account.movements.map((movement): Movement => {
    const isAnew = movement.kind === "payment" && anew.has(movement.reference ?? "");
    return isAnew ? { ...movement, split: null } : movement;
  });
  return { ...account, movements };
}

/** How each payment was spent, by its posting. */
function spentBy(
  account: AccountState,
  policy: Policy,
  on: CalendarDate,
): ReadonlyMap<string, Components> {
  const spent = new Map<string, Components>();
  for (const { kind, reference, split } of balanceOn(account, policy, on).itemisation) {
    if (kind !== "payment" || reference === null || split === null) continue;
    spent.set(reference, addComponents(spent.get(reference) ?? noComponents, split));
  }
  return spent;
}

function isSame(a: Components, b: Components): boolean {
  return Object.values(subtractComponents(a, b)).every((part) => part === 0n);
}
