import { describe, expect, it } from "vitest";
import { planBalanceLine } from "#app/domain/plans/balance-line.ts";
import { matchPayments } from "#app/domain/plans/matching.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { planProgress } from "#app/domain/plans/progress.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { planInput } from "../../support/oracle/plans-input.ts";

const d = calendarDate;
const schedule = ["2026-12-15", "2027-01-15", "2027-02-15"].map((dueOn, index) => ({
  n: index + 1,
  dueOn: d(dueOn),
  amountMinor: index === 2 ? 3332n : 3334n,
}));

function match(payments: readonly [string, bigint][], toleranceMinor = 0n) {
  const paid = payments.map(([on, amountMinor]) => ({ on: d(on), amountMinor }));
  return matchPayments(schedule, paid, toleranceMinor);
}
const lines = (matching: ReturnType<typeof match>) =>
  matching.instalments.map((line) => [line.status, line.paidMinor, line.paidOn]);

describe("payments matched to instalments", () => {
  it("leaves all unpaid without money", () => {
    const matching = match([]);
    expect(lines(matching)).toEqual([
      ["unpaid", 0n, null],
      ["unpaid", 0n, null],
      ["unpaid", 0n, null],
    ]);
    expect(matching).toMatchObject({ paidMinor: 0n, leftMinor: 10_000n, beyondMinor: 0n });
    expect(matching.nextDue?.n).toBe(1);
  });

  it("fills the oldest first, by the order of days whatever the order of arrival", () => {
    const matching = match([
      ["2027-01-10", 3000n],
      ["2026-12-14", 2000n],
      ["2026-12-20", 1500n],
    ]);
    expect(lines(matching)).toEqual([
      ["paid", 3334n, "2026-12-20"],
      ["part", 3166n, null],
      ["unpaid", 0n, null],
    ]);
    expect(matching.nextDue).toMatchObject({ n: 2, dueOn: "2027-01-15" });
  });

  it("counts early money towards later instalments and keeps what is beyond", () => {
    const matching = match([["2026-12-01", 10_500n]]);
    expect(matching.instalments.every((line) => line.paidOn === "2026-12-01")).toBe(true);
    expect(matching).toMatchObject({ nextDue: null, leftMinor: 0n, beyondMinor: 500n });
  });

  it("takes an instalment for paid within the tolerance, and adds shortfalls up", () => {
    const short = match([["2026-12-15", 3333n]], 1n);
    expect(lines(short)[0]).toEqual(["paid", 3333n, "2026-12-15"]);
    expect(match([["2026-12-15", 3332n]], 1n).instalments[0]?.status).toBe("part");
    const twice = match(
      [
        ["2026-12-15", 3333n],
        ["2027-01-15", 3333n],
      ],
      1n,
    );
    expect(lines(twice)).toEqual([
      ["paid", 3334n, "2026-12-15"],
      ["part", 3332n, null],
      ["unpaid", 0n, null],
    ]);
    expect(twice.leftMinor).toBe(3334n);
  });

  it("knows no negative payment, and makes nothing of an empty one", () => {
    expect(match([["2026-12-15", 0n]])).toEqual(match([]));
    expect(() => match([["2026-12-15", -1n]])).toThrow("assertion failed");
  });
});

describe("progress of a plan", () => {
  const rule = { ...standardPlan, toleranceMinor: 0n };
  const standing = (on: string, payments: readonly [string, bigint][] = []) =>
    planProgress(match(payments), d(on), rule);

  it.each([
    ["2026-12-15", "on-track", 0n, 0],
    ["2026-12-16", "late", 3334n, 0],
    ["2026-12-18", "late", 3334n, 0],
    ["2026-12-19", "missed", 3334n, 1],
    ["2027-01-18", "missed", 6668n, 1],
    ["2027-01-19", "to-break", 6668n, 2],
  ] as const)("unpaid on %s is %s", (on, expected, overdueMinor, missedCount) => {
    expect(standing(on)).toMatchObject({ standing: expected, overdueMinor, missedCount });
  });

  it("sums up what is paid and what comes next", () => {
    expect(standing("2027-01-16", [["2026-12-15", 4000n]])).toMatchObject({
      terms: 3,
      paidCount: 1,
      paidMinor: 4000n,
      leftMinor: 6000n,
      overdueMinor: 2668n,
      standing: "late",
      nextDue: { n: 2, status: "part" },
    });
    expect(standing("2028-01-01", [["2026-12-15", 10_000n]])).toMatchObject({
      paidCount: 3,
      leftMinor: 0n,
      nextDue: null,
      standing: "complete",
    });
  });
});

describe("the line of a balance", () => {
  it("steps from today's balance to nothing", () => {
    const input = planInput({ owed: { principal: 10_000n } });
    const [offer] = computeOffers(input);
    expect(planBalanceLine(offer as Offer, 10_000n, input.on)).toEqual([
      { on: "2026-11-21", balanceMinor: 10_000n },
      { on: "2026-11-22", balanceMinor: 6666n },
      { on: "2026-12-22", balanceMinor: 3332n },
      { on: "2027-01-22", balanceMinor: 0n },
    ]);
  });

  it("is one step for a payment due today", () => {
    const full = { discount: decimal("0"), payWithinDays: 0 };
    const input = planInput({ owed: { principal: 1n }, instalments: null, policy: { full } });
    const [offer] = computeOffers(input);
    expect(planBalanceLine(offer as Offer, 1n, input.on)).toEqual([
      { on: "2026-11-21", balanceMinor: 0n },
    ]);
  });
});
