import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import type { InterestTerms } from "#app/domain/interest/terms.ts";
import type { PlanDay } from "#app/domain/ledger/account.ts";
import { totalOf } from "#app/domain/money/components.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { type OwnPeriod, ownPeriods } from "#app/domain/plans/own-interest.ts";
import type { InstalmentRule } from "#app/domain/policy/policy.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { HeldLife, type HeldStart, type HeldStep } from "../../support/oracle/held-life.ts";
import { plainAccount, plainPolicy, planInput } from "../../support/oracle/plans-input.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const modes = ["none", "compounding", "contract", "reduced", "fee"] as const;
type Mode = (typeof modes)[number];

const ofPlan: Partial<Record<Mode, InstalmentRule["interest"]>> = {
  contract: { mode: "contract" },
  reduced: { mode: "reduced", annualRate: decimal("0.06") },
  fee: { mode: "fee", feePerInstalment: decimal("0.0060") },
};

const day = fc.integer({ min: 0, max: 130 });
const held = fc.record({ from: day, days: fc.integer({ min: 0, max: 60 }), told: day });
const lives = fc.record({
  principal: fc.bigInt({ min: 50_000n, max: 2_000_000n }),
  interest: fc.bigInt({ min: 0n, max: 80_000n }),
  penalty: fc.bigInt({ min: 0n, max: 10_000n }),
  overdue: fc.integer({ min: 0, max: 160 }),
  terms: fc.integer({ min: 2, max: 4 }),
  endsAfter: fc.option(day),
  paid: fc.array(fc.record({ on: day, amountMinor: fc.bigInt({ min: 1n, max: 900_000n }) }), {
    maxLength: 5,
  }),
  gone: fc.array(
    fc.record({
      on: day,
      nth: fc.integer({ min: 0, max: 4 }),
      amountMinor: fc.oneof(fc.bigInt({ min: 1n, max: 900_000n }), fc.constant(10_000_000n)),
      again: fc.option(day),
    }),
    { maxLength: 3 },
  ),
  holds: fc.array(held, { minLength: 1, maxLength: 3 }),
});
type LifeCase = typeof lives extends fc.Arbitrary<infer One> ? One : never;

const start = plainAccount.asOf;
const compound: InterestTerms = {
  ...plainAccount.interest,
  accruesOn: ["principal", "interest"],
  compounding: "statement",
  statementDay: 5,
};

/** The account with its plan, and what the plan charges on which days. */
function startOf(mode: Mode, one: LifeCase): HeldStart & { readonly charges: OwnPeriod[] } {
  const { principal, interest, penalty } = one;
  const owed = { principal, interest, penalty };
  const rule = ofPlan[mode];
  const input = planInput({
    owed,
    account: {
      delinquentSince: addDays(start, -one.overdue),
      interest: mode === "compounding" ? compound : plainAccount.interest,
    },
    ...(rule ? { instalments: { offerTerms: [one.terms], interest: rule } } : {}),
  });
  const plain = { account: input.account, policy: plainPolicy, planDays: [], charges: [] };
  const offer = rule ? computeOffers(input)[0] : undefined;
  if (offer === undefined) return plain;
  const ends = one.endsAfter === null ? null : addDays(start, one.endsAfter);
  const isKept = ({ to }: OwnPeriod) => ends === null || to <= ends;
  const periods = ownPeriods(start, totalOf(input.balance.components), offer.schedule).filter(
    isKept,
  );
  const over: PlanDay[] = ends === null ? [] : [{ on: ends, kind: "ended" }];
  if (mode === "contract") {
    const due = periods.map(
      ({ to, ownMinor }): PlanDay => ({ on: to, kind: "due", signedMinor: ownMinor }),
    );
    return { ...plain, planDays: [{ on: start, kind: "signed" }, ...due, ...over] };
  }
  const plans: Hold = { kind: "agreed-plan", from: start, to: ends, effects: ["interest"] };
  const account = { ...input.account, holds: [plans] };
  return { ...plain, account, planDays: over, charges: periods };
}

const orders = { charge: 0, pay: 1, back: 2, again: 3, hold: 4 };

/** The same life, with each hold known from its own first day or from the day it was told of. */
function stepsOf(one: LifeCase, charges: readonly OwnPeriod[], known: "at-once" | "later") {
  const steps: HeldStep[] = [
    ...charges.map((period) => ({ on: period.to, what: "charge", period }) as const),
    ...one.paid.map(({ on, amountMinor }) => ({
      on: addDays(start, on),
      what: "pay" as const,
      amountMinor,
    })),
    ...one.gone.flatMap(({ on, nth, amountMinor, again }): HeldStep[] => [
      { on: addDays(start, on), what: "back", nth, amountMinor },
      ...(again === null ? [] : [{ on: addDays(start, again), what: "again" } as const]),
    ]),
    ...one.holds.map((each) => ({
      on: addDays(start, known === "later" ? Math.max(each.from, each.told) : each.from),
      what: "hold" as const,
      hold: holdOf(each),
    })),
  ];
  return steps.sort((a, b) =>
    a.on === b.on ? orders[a.what] - orders[b.what] : a.on < b.on ? -1 : 1,
  );
}

/** The same steps, the nth payment being told so many days late. */
function paidSteps(steps: readonly HeldStep[], late: readonly number[]): HeldStep[] {
  let nth = 0;
  return steps
    .map((step) => {
      if (step.what !== "pay") return step;
      const days = late[nth] ?? 0;
      nth += 1;
      return { ...step, on: addDays(step.on, days), effectiveOn: step.on };
    })
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

function holdOf({ from, days }: LifeCase["holds"][number]): Hold {
  const first = addDays(start, from);
  return { kind: "manual", from: first, to: addDays(first, days), effects: ["interest"] };
}

const owedOn = (life: HeldLife, on: CalendarDate) => {
  const { components, creditMinor } = life.balance(on);
  return { ...components, creditMinor };
};

describe.each(modes)("a hold that reaches back, interest: %s", { timeout: 600_000 }, (mode) => {
  it("leaves what would be owed had it been known from its first day", () => {
    const property = fc.property(lives, (one) => {
      const { charges, ...begin } = startOf(mode, one);
      const later = HeldLife.played(begin, stepsOf(one, charges, "later"));
      const atOnce = HeldLife.played(begin, stepsOf(one, charges, "at-once"));
      for (const after of [130, 131, 200]) {
        const on = addDays(start, after);
        expect(owedOn(later, on)).toEqual(owedOn(atOnce, on));
      }
    });
    fc.assert(property, runs(500));
  });

  it("gives no day back twice, however often it is told", () => {
    const property = fc.property(lives, fc.integer({ min: 0, max: 60 }), (one, shorter) => {
      const { charges, ...begin } = startOf(mode, one);
      const steps = stepsOf(one, charges, "later");
      const again = one.holds.map(({ from, days }) => ({
        on: addDays(start, 130),
        what: "hold" as const,
        hold: holdOf({ from, days: Math.min(days, shorter), told: 0 }),
      }));
      const once = HeldLife.played(begin, steps);
      const twice = HeldLife.played(begin, [...steps, ...again, ...again]);
      expect(twice.givenBackMinor).toBe(once.givenBackMinor);
      const on = addDays(start, 200);
      expect(owedOn(twice, on)).toEqual(owedOn(once, on));
    });
    fc.assert(property, runs(200));
  });
});

// What a plan charged is lifted by a service (tests/scenarios); those have charges of their own.
const lifting: readonly string[] = ["reduced", "fee"];
const plainModes = modes.filter((mode) => !lifting.includes(mode));

describe.each(plainModes)("money told late, interest: %s", { timeout: 600_000 }, (mode) => {
  it("leaves the same as money known at once", () => {
    const late = fc.record({
      paidLate: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
    });
    const property = fc.property(lives, late, (one, { paidLate }) => {
      const { charges, ...begin } = startOf(mode, one);
      const told = (by: readonly number[]) =>
        HeldLife.played(begin, paidSteps(stepsOf({ ...one, gone: [] }, charges, "later"), by));
      const [later, atOnce] = [told(paidLate), told([])];
      for (const after of [200, 260]) {
        const on = addDays(start, after);
        expect(owedOn(later, on)).toEqual(owedOn(atOnce, on));
      }
    });
    fc.assert(property, runs(500));
  });
});
