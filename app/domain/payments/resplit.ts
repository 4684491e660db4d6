import type { AccountState, Balance, Movement } from "../ledger/account.ts";
import { orderFor } from "../ledger/allocation.ts";
import { balanceOn } from "../ledger/balance.ts";
import { daysOverdueOn } from "../ledger/overdue.ts";
import {
  addComponents,
  type Components,
  noComponents,
  subtractComponents,
  totalOf,
} from "../money/components.ts";
import type { Policy } from "../policy/policy.ts";
import { type CalendarDate, maxDate } from "../primitives/date.ts";
import { cameAgain, giveBack, heldOf, type Spent, spentTotal } from "./give-back.ts";

/** How money is spent otherwise than it was: what moves between components, and to credit. */
export interface Resplit {
  /** The posting of a payment, or of what went back of one. */
  readonly reference: string;
  /** It is about the posting that undid that one: what had gone back came in again. */
  readonly isAgain: boolean;
  /** What it meets more of each component; negative: less, or more comes back. Minor units. */
  readonly change: Components;
  /** What of it becomes the debtor's credit; negative: the credit meets the debt. */
  readonly creditMinor: bigint;
}

/** How an account is replayed to find that out. */
export interface Respent {
  readonly policy: Policy;
  readonly on: CalendarDate;
  /** The posting of each refund, chargeback and move of credit, with its payment's. */
  readonly returns: ReadonlyMap<string, string>;
}

/**
 * What a change of the past makes of the payments since the snapshot, as if it had been known when
 * they came (domain.md §2): those that met interest which is no longer charged are spent in the
 * order of their own day on what is left, then are credit; what went back of them went back over
 * that, and what of it came in again met what was owed then. `before` and `after` differ in holds,
 * charges and money. What mirrors a payment is not answered: it stays the mirror.
 */
export function resplits(
  before: AccountState,
  after: AccountState,
  how: Respent,
): readonly Resplit[] {
  const anew = splitAnew(before, how);
  const was = spentBy(before, anew, how);
  const is = spentBy(after, anew, how);
  return after.movements.flatMap((movement) => {
    const { kind, reference, split } = movement;
    const key = keyOf(movement, how);
    if (key === null || reference === null || split === null) return [];
    const [old, now] = [was.get(key), is.get(key)];
    if (old === undefined || now === undefined || isSame(old.split, now.split)) return [];
    const change =
      kind === "payment"
        ? subtractComponents(now.split, split)
        : subtractComponents(split, now.split);
    const isAgain = key !== reference;
    return isSame(change, noComponents)
      ? []
      : [{ reference, isAgain, change, creditMinor: -totalOf(change) }];
  });
}

/**
 * Names what is spent: a payment, a return of one, or such a return that came in again; null for
 * every other movement, the mirror of a payment among them.
 */
function keyOf({ kind, reference, split }: Movement, { returns }: Respent): string | null {
  if (reference === null || split === null) return null;
  const isReturn = returns.has(reference);
  if (kind === "payment") return isReturn ? againKey(reference) : reference;
  return kind === "reversal" && isReturn ? reference : null;
}

const againKey = (reference: string): string => `again:${reference}`;

/**
 * The payments and returns to be split from the start: those for which the replay comes to the
 * split that was posted. After a later snapshot it may not know any more what they met; such a
 * split is kept as far as it is owed.
 */
function splitAnew(account: AccountState, how: Respent): ReadonlySet<string> {
  const posted = new Map<string, Components>();
  for (const movement of account.movements) {
    const key = keyOf(movement, how);
    if (key !== null && movement.split !== null) posted.set(key, movement.split);
  }
  let anew: ReadonlySet<string> = new Set(posted.keys());
  for (;;) {
    const spent = spentBy(account, anew, how);
    const isAsPosted = (reference: string) =>
      isSame(spent.get(reference)?.split ?? noComponents, posted.get(reference) ?? noComponents);
    const kept = [...anew].filter(isAsPosted);
    if (kept.length === anew.size) return anew;
    anew = new Set(kept);
  }
}

/** How each payment and each return was spent, by its posting; those of `anew` from the start. */
function spentBy(
  account: AccountState,
  anew: ReadonlySet<string>,
  how: Respent,
): ReadonlyMap<string, Spent> {
  const gone: Gone = { spent: new Map(), standing: new Set() };
  let movements: readonly Movement[] = [];
  const ordered = [...account.movements].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const movement of ordered) {
    const one = respent({ ...account, movements }, movement, anew, how, gone);
    movements = [...movements, one];
  }
  const { policy, on } = how;
  return new Map([
    ...paymentsIn(balanceOn({ ...account, movements }, policy, on), how),
    ...gone.spent,
  ]);
}

/** What has gone back so far, by posting, and which of it has not come in again. */
interface Gone {
  readonly spent: Map<string, Spent>;
  readonly standing: Set<string>;
}

/** A movement with the split that it would have after those of `account`; a payment's is open. */
function respent(
  account: AccountState,
  movement: Movement,
  anew: ReadonlySet<string>,
  how: Respent,
  gone: Gone,
): Movement {
  const { kind, reference, split } = movement;
  if (reference === null || split === null) return movement;
  if (kind === "payment" && !how.returns.has(reference)) {
    return anew.has(reference) ? { ...movement, split: null } : movement;
  }
  if (kind === "payment") {
    gone.standing.delete(reference);
    const wanted = anew.has(againKey(reference)) ? gone.spent.get(reference)?.split : null;
    return { ...movement, split: wanted ?? split };
  }
  if (kind !== "reversal") return movement;
  if (how.returns.has(reference)) {
    const open = anew.has(reference) ? returned(account, movement, reference, how, gone) : null;
    const spent = open ?? { split, creditMinor: movement.amountMinor - totalOf(split) };
    gone.spent.set(reference, spent);
    gone.standing.add(reference);
    return { ...movement, split: spent.split };
  }
  const undone = paymentsIn(balanceAt(account, movement, how), how).get(reference);
  const isWhole = undone !== undefined && spentTotal(undone) === movement.amountMinor;
  return isWhole ? { ...movement, split: undone.split } : movement;
}

/** What goes back of a payment as it is spent in `account`; null: it is not there, or is less. */
function returned(
  account: AccountState,
  movement: Movement,
  reference: string,
  how: Respent,
  { spent, standing }: Gone,
): Spent | null {
  const id = how.returns.get(reference) ?? "";
  const payment = account.movements.find((one) => one.kind === "payment" && one.reference === id);
  const balance = balanceAt(account, movement, how);
  const money = paymentsIn(balance, how);
  const whole = money.get(id);
  if (payment === undefined || whole === undefined) return null;
  const earlier = [...spent].flatMap(([one, went]): Spent[] => {
    if (how.returns.get(one) !== id) return [];
    const again = standing.has(one) ? undefined : money.get(againKey(one));
    return again === undefined ? [went] : [went, cameAgain(again)];
  });
  const overdue = daysOverdueOn(account.delinquentSince, payment.on);
  const { beyondMinor, ...given } = giveBack(movement.amountMinor, {
    held: heldOf(whole, earlier),
    order: orderFor(how.policy, overdue, payment.on),
    accountCreditMinor: balance.creditMinor,
  });
  return beyondMinor === 0n ? given : null;
}

function balanceAt(account: AccountState, { on }: Movement, { policy }: Respent): Balance {
  return balanceOn(account, policy, maxDate(on, account.asOf));
}

/** How each payment was spent, and what came in again. */
function paymentsIn({ itemisation }: Balance, { returns }: Respent): ReadonlyMap<string, Spent> {
  const spent = new Map<string, Spent>();
  for (const { kind, reference, split, amountMinor } of itemisation) {
    if (kind !== "payment" || reference === null || split === null) continue;
    const key = returns.has(reference) ? againKey(reference) : reference;
    const before = spent.get(key) ?? { split: noComponents, creditMinor: 0n };
    spent.set(key, {
      split: addComponents(before.split, split),
      creditMinor: before.creditMinor - amountMinor - totalOf(split),
    });
  }
  return spent;
}

function isSame(a: Components, b: Components): boolean {
  return Object.values(subtractComponents(a, b)).every((part) => part === 0n);
}
