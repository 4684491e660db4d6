import type { Hold } from "#app/domain/holds/hold.ts";
import type { AccountState, Balance, Movement, PlanDay } from "#app/domain/ledger/account.ts";
import { orderFor } from "#app/domain/ledger/allocation.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { daysOverdueOn } from "#app/domain/ledger/overdue.ts";
import {
  addComponents,
  noComponents,
  subtractComponents,
  totalOf,
} from "#app/domain/money/components.ts";
import {
  cameAgain,
  giveBack,
  heldOf,
  type Spent,
  spentTotal,
} from "#app/domain/payments/give-back.ts";
import { type Resplit, resplits } from "#app/domain/payments/resplit.ts";
import { type OwnPeriod, ownInterestBy } from "#app/domain/plans/own-interest.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";

/**
 * What happens to an account: money, charges of a plan on their dates, and holds being told of.
 * `back`: a part of the `nth` payment goes back; `again`: what went back last comes in again.
 */
export type HeldStep =
  | {
      readonly on: CalendarDate;
      readonly what: "pay";
      readonly amountMinor: bigint;
      /** Absent: the day on which it is told. */
      readonly effectiveOn?: CalendarDate;
    }
  | {
      readonly on: CalendarDate;
      readonly what: "back";
      readonly nth: number;
      readonly amountMinor: bigint;
    }
  | { readonly on: CalendarDate; readonly what: "again" }
  | { readonly on: CalendarDate; readonly what: "charge"; readonly period: OwnPeriod }
  | { readonly on: CalendarDate; readonly what: "hold"; readonly hold: Hold };

export interface HeldStart {
  readonly account: AccountState;
  readonly planDays: readonly PlanDay[];
  readonly policy: Policy;
}

/** An account whose postings are kept as the product keeps them, without a database. */
export class HeldLife {
  #account: AccountState;
  readonly #policy: Policy;
  readonly #since: Hold[] = [];
  readonly #charges = new Map<string, { readonly period: OwnPeriod; amountMinor: bigint }>();
  /** What went back of payments, and of which one. */
  readonly #returns = new Map<string, string>();
  #standing: readonly string[] = [];
  /** What holds gave back of charges, in all; minor units. */
  givenBackMinor = 0n;

  constructor({ account, planDays, policy }: HeldStart) {
    this.#account = { ...account, planDays };
    this.#policy = policy;
  }

  static played(start: HeldStart, steps: readonly HeldStep[]): HeldLife {
    const life = new HeldLife(start);
    for (const step of steps) life.#take(step);
    return life;
  }

  balance(on: CalendarDate): Balance {
    return balanceOn(this.#account, this.#policy, on);
  }

  #take(step: HeldStep): void {
    if (step.what === "pay") this.#pay(step.on, step.effectiveOn ?? step.on, step.amountMinor);
    if (step.what === "back") this.#back(step.on, step.nth, step.amountMinor);
    if (step.what === "again") this.#again(step.on);
    if (step.what === "charge") this.#charge(step.period);
    if (step.what === "hold") this.#hold(step.on, step.hold);
  }

  #pay(toldOn: CalendarDate, on: CalendarDate, amountMinor: bigint): void {
    const before = this.#account;
    const reference = `paid-${this.#account.movements.length}`;
    const plain = { on, kind: "payment", amountMinor, component: null, reference } as const;
    const movements = [...this.#account.movements, { ...plain, split: null }];
    const { itemisation } = balanceOn({ ...this.#account, movements }, this.#policy, toldOn);
    const line = itemisation.find((one) => one.reference === reference);
    this.#put({ ...plain, split: line?.split ?? noComponents });
    if (before.movements.some((one) => one.on > on)) this.#respendAll(before, toldOn);
  }

  #back(on: CalendarDate, nth: number, amountMinor: bigint): void {
    const paid = this.#account.movements
      .filter(({ kind, reference }) => kind === "payment" && !this.#returns.has(reference ?? ""))
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    const payment = paid[nth % Math.max(paid.length, 1)];
    const id = payment?.reference ?? null;
    if (payment === undefined || id === null) return;
    const gone = [...this.#returns].flatMap(([one, paidBy]) => (paidBy === id ? [one] : []));
    const held = heldOf(
      spentBy(payment),
      gone.flatMap((one) => [
        ...this.#moved(one, "reversal"),
        ...this.#moved(one, "payment").map(cameAgain),
      ]),
    );
    const most = spentTotal(held);
    const goneMinor = amountMinor < most ? amountMinor : most;
    if (goneMinor === 0n) return;
    const overdue = daysOverdueOn(this.#account.delinquentSince, payment.on);
    const { split } = giveBack(goneMinor, {
      held,
      order: orderFor(this.#policy, overdue, payment.on),
      accountCreditMinor: this.balance(on).creditMinor,
    });
    const reference = `gone-${this.#account.movements.length}`;
    this.#returns.set(reference, id);
    this.#standing = [...this.#standing, reference];
    this.#put({ on, kind: "reversal", amountMinor: goneMinor, component: null, split, reference });
  }

  #again(on: CalendarDate): void {
    const last = this.#standing.at(-1);
    const [undone] = last === undefined ? [] : this.#moved(last, "reversal");
    if (last === undefined || undone === undefined) return;
    this.#standing = this.#standing.slice(0, -1);
    const amountMinor = spentTotal(undone);
    const plain = { on, kind: "payment", component: null, reference: last, amountMinor } as const;
    const movements = [...this.#account.movements, { ...plain, split: undone.split }];
    const { itemisation } = balanceOn({ ...this.#account, movements }, this.#policy, on);
    const line = itemisation.find((one) => one.kind === "payment" && one.reference === last);
    this.#put({ ...plain, split: line?.split ?? noComponents });
  }

  #moved(id: string, of: Movement["kind"]): Spent[] {
    return this.#account.movements
      .filter(({ kind, reference }) => kind === of && reference === id)
      .map(spentBy);
  }

  #charge(period: OwnPeriod): void {
    const amountMinor = this.#dueOf(period);
    if (amountMinor === 0n) return;
    const reference = `charge-${period.n}`;
    this.#charges.set(reference, { period, amountMinor });
    const split = { ...noComponents, interest: amountMinor };
    const what = { kind: "charge", component: null, ofPlan: true } as const;
    this.#put({ on: period.to, amountMinor, split, reference, ...what });
  }

  #hold(on: CalendarDate, hold: Hold): void {
    const before = this.#account;
    this.#since.push(hold);
    this.#account = { ...before, holds: [...before.holds, hold] };
    if (hold.from >= on) return;
    for (const [reference, charge] of this.#charges) this.#lower(reference, charge);
    this.#respendAll(before, on);
  }

  #respendAll(before: AccountState, on: CalendarDate): void {
    const how = { policy: this.#policy, on, returns: this.#returns };
    for (const resplit of resplits(before, this.#account, how)) this.#respend(resplit);
  }

  /** Splits a payment, a return or what came in again anew. */
  #respend({ reference, isAgain, change }: Resplit): void {
    const isReturn = this.#returns.has(reference) && !isAgain;
    const own = isReturn ? subtractComponents(noComponents, change) : change;
    const movements = this.#account.movements.map((one) =>
      one.reference === reference &&
      one.split !== null &&
      one.kind === (isReturn ? "reversal" : "payment")
        ? { ...one, split: addComponents(one.split, own) }
        : one,
    );
    this.#account = { ...this.#account, movements };
  }

  #lower(reference: string, charge: { readonly period: OwnPeriod; amountMinor: bigint }): void {
    const backMinor = charge.amountMinor - this.#dueOf(charge.period);
    if (backMinor === 0n) return;
    charge.amountMinor -= backMinor;
    this.givenBackMinor += backMinor;
    const split = { ...noComponents, interest: backMinor };
    const movements = this.#account.movements.flatMap((one): Movement[] =>
      one.reference === reference
        ? [
            { ...one, heldMinor: (one.heldMinor ?? 0n) + backMinor },
            { ...one, kind: "credit", amountMinor: backMinor, split, reference: "back" },
          ]
        : [one],
    );
    this.#account = { ...this.#account, movements };
  }

  #dueOf(period: OwnPeriod): bigint {
    const holds = { atSigning: [], since: this.#since };
    return ownInterestBy(period, period.to, holds, this.#policy.rounding);
  }

  #put(movement: Movement): void {
    this.#account = { ...this.#account, movements: [...this.#account.movements, movement] };
  }
}

function spentBy({ split, amountMinor }: Movement): Spent {
  const parts = split ?? noComponents;
  return { split: parts, creditMinor: amountMinor - totalOf(parts) };
}
