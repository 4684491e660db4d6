import {
  addComponents,
  type Component,
  type Components,
  noComponents,
  totalOf,
  withAdded,
} from "../money/components.ts";
import type { Movement } from "./account.ts";
import { orderFor } from "./allocation.ts";
import { daysOverdueOn } from "./overdue.ts";
import { itemise, type Lowered, type Replay, raise } from "./replay.ts";

/** What a reversal puts back: on the components, and out of the debtor's credit. */
interface Undone {
  split: Components;
  creditMinor: bigint;
  /** The part of it that had been paid, and so had met the minimum due. */
  paidMinor: bigint;
}

/**
 * Undoes an earlier payment, credit or waiver: its own split comes back, credit first, then what
 * was spent last. The movement with the same reference is undone, else one of the same amount,
 * else the latest; what none of them explains (it was paid before the snapshot) comes back on the
 * named component or the principal. Credit that is gone already is owed as principal.
 */
export function reverse(replay: Replay, movement: Movement): Components {
  const undone =
    movement.split === null
      ? undo(replay, movement)
      : (undoWaiver(replay, movement) ?? asPosted(movement, movement.split));
  const fromCredit = least(undone.creditMinor, replay.creditMinor);
  const split = withAdded(undone.split, "principal", undone.creditMinor - fromCredit);
  raise(replay, split);
  replay.creditMinor -= fromCredit;
  replay.paidMinor -= undone.paidMinor;
  itemise(replay, movement, split, totalOf(split) + fromCredit, "reversal");
  return split;
}

/**
 * A waiver gave up no more than it found: beside money that is told later it has less to bring
 * back than was posted. Null: the movement undoes no waiver that is known.
 */
function undoWaiver(replay: Replay, { reference, amountMinor }: Movement): Undone | null {
  const waived = replay.lowered.find(
    ({ movement }) => movement.kind === "waiver" && movement.reference === reference,
  );
  if (reference === null || waived === undefined) return null;
  const undone: Undone = { split: noComponents, creditMinor: 0n, paidMinor: 0n };
  take(replay, waived, least(amountMinor, remaining(waived)), undone);
  return undone;
}

function asPosted({ amountMinor }: Movement, split: Components): Undone {
  return { split, creditMinor: amountMinor - totalOf(split), paidMinor: amountMinor };
}

function undo(replay: Replay, movement: Movement): Undone {
  const undone: Undone = { split: noComponents, creditMinor: 0n, paidMinor: 0n };
  let leftMinor = movement.amountMinor;
  for (const lowered of likeliestFirst(replay.lowered, movement)) {
    const takenMinor = least(leftMinor, remaining(lowered));
    if (takenMinor === 0n) continue;
    take(replay, lowered, takenMinor, undone);
    leftMinor -= takenMinor;
  }
  const component = movement.component ?? "principal";
  undone.split = withAdded(undone.split, component, leftMinor);
  undone.paidMinor += leftMinor;
  return undone;
}

function likeliestFirst(lowered: readonly Lowered[], movement: Movement): Lowered[] {
  const rank = (candidate: Lowered): number => {
    if (movement.reference !== null && candidate.movement.reference === movement.reference)
      return 0;
    return remaining(candidate) === movement.amountMinor ? 1 : 2;
  };
  return lowered.toReversed().sort((a, b) => rank(a) - rank(b));
}

/** Moves `takenMinor` from what a movement lowered to what is undone. */
function take(replay: Replay, lowered: Lowered, takenMinor: bigint, undone: Undone): void {
  const { movement } = lowered;
  const fromCredit = least(takenMinor, lowered.restMinor);
  let leftMinor = takenMinor - fromCredit;
  let split = noComponents;
  for (const name of lastSpentFirst(replay, movement)) {
    const part = least(leftMinor, lowered.split[name]);
    split = withAdded(split, name, part);
    lowered.split = withAdded(lowered.split, name, -part);
    leftMinor -= part;
  }
  lowered.restMinor -= fromCredit;
  undone.split = addComponents(undone.split, split);
  undone.creditMinor += fromCredit;
  if (movement.kind !== "waiver") undone.paidMinor += takenMinor;
}

function lastSpentFirst(replay: Replay, { on }: Movement): Component[] {
  const overdue = daysOverdueOn(replay.account.delinquentSince, on);
  return [...orderFor(replay.policy, overdue, on)].reverse();
}

function remaining({ split, restMinor }: Lowered): bigint {
  return totalOf(split) + restMinor;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
