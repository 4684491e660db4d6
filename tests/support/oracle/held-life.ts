import type { Hold } from "#app/domain/holds/hold.ts";
import type { AccountState, Balance, Movement, PlanDay } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { resplits } from "#app/domain/ledger/resplit.ts";
import { addComponents, noComponents } from "#app/domain/money/components.ts";
import { type OwnPeriod, ownInterestBy } from "#app/domain/plans/own-interest.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";

/** What happens to an account: money, charges of a plan on their dates, and holds being told of. */
export type HeldStep =
  | { readonly on: CalendarDate; readonly what: "pay"; readonly amountMinor: bigint }
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
    if (step.what === "pay") this.#pay(step.on, step.amountMinor);
    if (step.what === "charge") this.#charge(step.period);
    if (step.what === "hold") this.#hold(step.on, step.hold);
  }

  #pay(on: CalendarDate, amountMinor: bigint): void {
    const reference = `paid-${this.#account.movements.length}`;
    const plain = { on, kind: "payment", amountMinor, component: null, reference } as const;
    const movements = [...this.#account.movements, { ...plain, split: null }];
    const { itemisation } = balanceOn({ ...this.#account, movements }, this.#policy, on);
    const line = itemisation.find((one) => one.reference === reference);
    this.#put({ ...plain, split: line?.split ?? noComponents });
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
    for (const { reference, change } of resplits(before, this.#account, this.#policy, on)) {
      const movements = this.#account.movements.map((one) =>
        one.reference === reference && one.kind === "payment" && one.split !== null
          ? { ...one, split: addComponents(one.split, change) }
          : one,
      );
      this.#account = { ...this.#account, movements };
    }
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
