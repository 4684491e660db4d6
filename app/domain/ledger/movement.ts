import {
  addComponents,
  type Component,
  type Components,
  componentNames,
  noComponents,
  subtractComponents,
  totalOf,
  withAdded,
} from "../money/components.ts";
import { assert } from "../primitives/assert.ts";
import type { Movement } from "./account.ts";
import { type Allocation, allocatePayment, orderFor, ruleFor } from "./allocation.ts";
import { daysOverdueOn } from "./overdue.ts";
import { itemise, lower, postInterest, type Replay, raise } from "./replay.ts";
import { reverse } from "./reverse.ts";

/**
 * Applies one movement to a replay that stands on the movement's own day, and itemises it.
 * Answers how the components changed: negative parts were lowered.
 */
export function applyMovement(replay: Replay, movement: Movement): Components {
  assert(movement.amountMinor >= 0n, "a movement has a positive amount");
  switch (movement.kind) {
    case "payment":
    case "credit":
      return pay(replay, movement);
    case "waiver":
      return waive(replay, movement);
    case "charge":
      return charge(replay, movement);
    case "reversal":
      return reverse(replay, movement);
  }
}

/** Money, or a correction in the debtor's favour; what is beyond the balance becomes credit. */
function pay(replay: Replay, movement: Movement): Components {
  const own = ownOf(replay, movement);
  const { split, restMinor } = allocateMovement(replay, movement);
  const rule = `${ruleOf(replay, movement)}${isAhead(replay, movement, own) ? ownFirst : ""}`;
  const { ownMinor } = replay;
  lower(replay, split);
  // What is given back of a charge was never the instalment's to pay.
  if (movement.ofPlan) replay.ownMinor = ownMinor;
  replay.creditMinor += restMinor;
  replay.paidMinor += movement.amountMinor;
  return noteLowered(replay, movement, split, restMinor, rule);
}

/** A waiver never makes credit: what is not owed cannot be given up. */
function waive(replay: Replay, movement: Movement): Components {
  const { split } = allocateMovement(replay, movement);
  lower(replay, split);
  return noteLowered(replay, movement, split, 0n, ruleOf(replay, movement));
}

function charge(replay: Replay, movement: Movement): Components {
  const split = movement.split ?? onto(movement);
  raise(replay, split);
  const ownMinor = split.interest - (movement.heldMinor ?? 0n);
  if (movement.ofPlan && ownMinor > 0n) replay.ownMinor = ownMinor;
  itemise(replay, movement, split, totalOf(split), null);
  return split;
}

/**
 * A posted split, or the one component that is named, is kept as far as it is still owed; so is
 * the interest of a plan's own period, which an instalment carries first (interfaces.md §5). The
 * rest, and every other amount, follows the order of the band of the movement's own date.
 * Interest that has accrued but is not posted comes last, before money is beyond the balance.
 */
export function allocateMovement(replay: Replay, movement: Movement): Allocation {
  const order = orderFor(replay.policy, overdueOn(replay, movement), movement.on);
  const named = movement.component === null ? noComponents : onto(movement);
  const own = withAdded(named, "interest", ownOf(replay, movement));
  const wanted = movement.split ?? own;
  if (wanted.interest > replay.components.interest && meetsAccrued(replay, movement, wanted)) {
    postInterest(replay);
  }
  const kept = atMost(wanted, replay.components);
  const beyondMinor = movement.split === null ? 0n : movement.amountMinor - totalOf(wanted);
  assert(beyondMinor >= 0n, "a split is not more than its movement");
  const openMinor = movement.amountMinor - beyondMinor - totalOf(kept);
  const posted = spend(replay, kept, openMinor, order);
  if (posted.restMinor > 0n) postInterest(replay);
  const { split, restMinor } = spend(replay, posted.split, posted.restMinor, order);
  return { split, restMinor: restMinor + beyondMinor };
}

/**
 * Whether interest that is still accruing was among what a movement met. A payment meets it last
 * (decision 10): where its posted split is no more than what is posted now, another payment that
 * was told later has met that interest before it, and the rest follows the band.
 */
function meetsAccrued(replay: Replay, { kind, split }: Movement, wanted: Components): boolean {
  if (kind !== "payment" || split === null) return true;
  return totalOf(wanted) > totalOf(replay.components);
}

/** Spends an amount in order on what is owed beside `already`; the split has both. */
function spend(
  replay: Replay,
  already: Components,
  amountMinor: bigint,
  order: readonly Component[],
): Allocation {
  const open = subtractComponents(replay.components, already);
  const { split, restMinor } = allocatePayment(open, amountMinor, order);
  return { split: addComponents(already, split), restMinor };
}

/** Marks the rule of a split that met a plan's own interest before what the band puts first. */
const ownFirst = "+plan-interest";

/** What a payment owes to the last period of a plan that bears interest, before anything else. */
function ownOf(replay: Replay, { kind, component, split, amountMinor }: Movement): bigint {
  if (kind !== "payment" || component !== null || split !== null) return 0n;
  return replay.ownMinor < amountMinor ? replay.ownMinor : amountMinor;
}

/** Whether the band alone would have left some of the plan's own interest unpaid. */
function isAhead(replay: Replay, movement: Movement, own: bigint): boolean {
  if (own === 0n) return false;
  const order = orderFor(replay.policy, overdueOn(replay, movement), movement.on);
  const { split } = spend(replay, noComponents, movement.amountMinor, order);
  return split.interest < own;
}

function noteLowered(
  replay: Replay,
  movement: Movement,
  split: Components,
  restMinor: bigint,
  rule: string,
): Components {
  itemise(replay, movement, split, -(totalOf(split) + restMinor), rule);
  replay.lowered.push({ movement, split, restMinor });
  return subtractComponents(noComponents, split);
}

function ruleOf(replay: Replay, movement: Movement): string {
  if (movement.split !== null) return "posted-split";
  if (movement.component !== null) return `component:${movement.component}`;
  return ruleFor(replay.policy, overdueOn(replay, movement), movement.on);
}

function overdueOn(replay: Replay, movement: Movement): number {
  return daysOverdueOn(replay.account.delinquentSince, movement.on);
}

function onto({ component, amountMinor }: Movement): Components {
  return withAdded(noComponents, component ?? "fees", amountMinor);
}

function atMost(wanted: Components, owed: Components): Components {
  let kept = noComponents;
  for (const name of componentNames) {
    kept = withAdded(kept, name, wanted[name] < owed[name] ? wanted[name] : owed[name]);
  }
  return kept;
}
