import { describe, expect, it } from "vitest";
import { compareWith, restOf, savedByPayingNow } from "#app/domain/plans/comparison.ts";
import { planCompletion } from "#app/domain/plans/completion.ts";
import { cureOf } from "#app/domain/plans/cure.ts";
import { matchPayments } from "#app/domain/plans/matching.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { overdueOf, toCome } from "#app/domain/plans/to-come.ts";
import { planWatch } from "#app/domain/plans/watch.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { planInput } from "../../support/oracle/plans-input.ts";

const d = calendarDate;
const rule = { ...standardPlan, toleranceMinor: 0n };
const schedule = ["2026-12-15", "2027-01-15", "2027-02-15"].map((on, index) => ({
  n: index + 1,
  dueOn: d(on),
  amountMinor: 100n,
}));
type Paid = readonly [string, bigint];
const paidOf = (paid: readonly Paid[]) =>
  paid.map(([on, amountMinor]) => ({ on: d(on), amountMinor }));
const matched = (paid: readonly Paid[] = []) => matchPayments(schedule, paidOf(paid), 0n);

describe("the watch of a plan", () => {
  it.each([
    ["2026-12-01", [], [], false, "2026-12-12"],
    ["2026-12-12", [1], [], false, "2026-12-16"],
    ["2026-12-15", [1], [], false, "2026-12-16"],
    ["2026-12-16", [], [1], false, "2026-12-19"],
    ["2026-12-19", [], [1], false, "2027-01-12"],
    ["2027-01-16", [], [1, 2], false, "2027-01-19"],
    ["2027-01-19", [], [1, 2], true, "2027-02-12"],
    ["2027-03-01", [], [1, 2, 3], true, null],
  ] as const)("on %s, nothing paid", (on, remind, missed, breaks, nextOn) => {
    const watch = planWatch(matched(), rule, d(on));
    expect(watch.remind.map(({ n }) => n)).toEqual(remind);
    expect(watch.missed.map(({ n }) => n)).toEqual(missed);
    expect([watch.breaks, watch.nextOn]).toEqual([breaks, nextOn]);
  });

  it("is quiet about what is paid, and breaks when the last one is missed", () => {
    const watch = planWatch(matched([["2026-12-01", 200n]]), rule, d("2027-02-18"));
    expect([watch.remind, watch.missed.length, watch.breaks]).toEqual([[], 1, false]);
    expect(planWatch(matched([["2026-12-01", 299n]]), rule, d("2027-02-19")).breaks).toBe(true);
  });

  it("reminds of nothing where the policy does not", () => {
    const watch = planWatch(matched(), { ...rule, remindDays: 0 }, d("2026-12-14"));
    expect([watch.remind, watch.nextOn]).toEqual([[], "2026-12-16"]);
  });
});

describe("completion", () => {
  const question = (paid: readonly Paid[], changes = {}) =>
    planCompletion({
      toPayMinor: 300n,
      waivedMinor: 50n,
      deadlineOn: d("2027-02-18"),
      payments: paidOf(paid),
      toleranceMinor: 1n,
      balanceMinor: 50n,
      ...changes,
    });

  it.each([
    [[["2027-02-18", 300n]], "complete"],
    [[["2027-02-18", 299n]], "complete"],
    [[["2027-02-18", 298n]], "open"],
    [[["2027-02-19", 300n]], "too-late"],
    [
      [
        ["2027-01-01", 200n],
        ["2027-02-19", 100n],
      ],
      "too-late",
    ],
  ] as const)("of a waiving plan paid %s", (paid, expected) => {
    expect(question(paid)).toBe(expected);
  });

  it("knows no deadline where nothing is waived, and needs none where nothing is owed", () => {
    const late = [["2028-01-01", 300n]] as const;
    expect(question(late, { waivedMinor: 0n })).toBe("complete");
    expect(question([], { balanceMinor: 0n })).toBe("complete");
  });
});

describe("a broken plan", () => {
  const cure = (paid: readonly Paid[], today: string, changes = {}) =>
    cureOf({
      schedule,
      payments: paidOf(paid),
      waivedMinor: 0n,
      brokenOn: d("2027-01-19"),
      today: d(today),
      rule,
      ...changes,
    })?.reason ?? null;

  it.each([
    [[], "2027-01-20", null],
    [[["2027-01-20", 199n]], "2027-01-20", null],
    [[["2027-01-20", 200n]], "2027-01-20", "paid-up"],
    [[["2027-02-02", 200n]], "2027-02-02", "paid-up"],
    [[["2027-02-03", 200n]], "2027-02-03", null],
    [[["2027-01-18", 100n]], "2027-01-25", "paid-in-time"],
    [[["2027-01-19", 100n]], "2027-01-25", null],
  ] as const)("after %s by %s: %s", (paid, today, expected) => {
    expect(cure(paid, today)).toBe(expected);
  });

  it("stays so where the policy has no cure", () => {
    const never = { rule: { ...rule, cureDays: 0 } };
    expect(cure([["2027-01-20", 300n]], "2027-01-20", never)).toBeNull();
  });

  it("keeps no waiver past its deadline", () => {
    const over = { waivedMinor: 9n, brokenOn: d("2027-02-19") };
    expect(cure([["2027-02-20", 300n]], "2027-02-20", over)).toBeNull();
    expect(cure([["2027-01-20", 200n]], "2027-01-20", { waivedMinor: 9n })).toBe("paid-up");
  });
});

describe("what is still to come", () => {
  const three = (paid: readonly Paid[] = []) => matched(paid).instalments;
  const opens = (coming: ReturnType<typeof toCome>) =>
    coming.instalments.map(({ n, openMinor }) => [n, openMinor]);

  it("is what was signed while as much is owed, a waiver beside it", () => {
    for (const balance of [250n, 400n, null]) {
      const coming = toCome(three([["2026-12-01", 50n]]), balance);
      expect(opens(coming)).toEqual([
        [1, 50n],
        [2, 100n],
        [3, 100n],
      ]);
      expect([coming.leftMinor, coming.lessMinor]).toEqual([250n, 0n]);
      expect(coming.beyondMinor).toBe(balance === 400n ? 150n : 0n);
    }
  });

  it("shrinks from the end where less is owed", () => {
    const some = toCome(three(), 230n);
    expect(opens(some)).toEqual([
      [1, 100n],
      [2, 100n],
      [3, 30n],
    ]);
    expect([some.leftMinor, some.lessMinor, overdueOf(some, 100n)]).toEqual([230n, 70n, 100n]);
    const most = toCome(three(), 60n);
    expect(opens(most)).toEqual([[1, 60n]]);
    expect([most.leftMinor, most.lessMinor, overdueOf(most, 100n)]).toEqual([60n, 240n, 60n]);
  });

  it("counts what the plan will yet charge, and nothing once all is paid", () => {
    const fees = new Map([1, 2, 3].map((n) => [n, 10n]));
    expect(opens(toCome(three(), 270n, fees)).at(-1)).toEqual([3, 100n]);
    expect(opens(toCome(three(), 170n, fees))).toEqual([
      [1, 100n],
      [2, 90n],
    ]);
    expect(opens(toCome(three(), 90n, fees))).toEqual([[1, 100n]]);
  });

  it("takes with it what was tolerated as missing", () => {
    const paid = matchPayments(schedule, paidOf([["2026-12-15", 99n]]), 1n).instalments;
    const coming = toCome(paid, 201n);
    expect([opens(coming)[0], coming.leftMinor, coming.lessMinor]).toEqual([[2, 100n], 201n, 0n]);
  });
});

describe("old and new side by side", () => {
  it("counts both from today, so that the difference is the cost", () => {
    const input = planInput({
      owed: { principal: 100_000n },
      instalments: { interest: { mode: "reduced", annualRate: decimal("0.12") } },
    });
    const [offer] = computeOffers(input);
    const before = restOf(toCome(matched([["2026-12-01", 150n]]).instalments, null), 140n);
    expect(before).toEqual({
      toPayMinor: 150n,
      overTodayMinor: 10n,
      terms: 2,
      nextDueOn: "2027-01-15",
      nextMinor: 50n,
      lastDueOn: "2027-02-15",
    });
    const both = compareWith(before, offer as Offer);
    expect(both.after.toPayMinor).toBe(offer?.totals.toPayMinor);
    expect(both.moreMinor).toBe((offer?.totals.toPayMinor ?? 0n) - 150n);
    expect(savedByPayingNow(before)).toBe(10n);
    expect(savedByPayingNow({ ...before, overTodayMinor: -5n })).toBe(0n);
  });
});
