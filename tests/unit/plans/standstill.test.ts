import { describe, expect, it } from "vitest";
import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import { type Hold, type HoldKind, holdKinds } from "#app/domain/holds/hold.ts";
import { curableUntil, cureOf } from "#app/domain/plans/cure.ts";
import { matchPayments } from "#app/domain/plans/matching.ts";
import { planProgress } from "#app/domain/plans/progress.ts";
import { awaitedOn, standstillOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import { planWatch } from "#app/domain/plans/watch.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const d = calendarDate;
const rule = { ...standardPlan, toleranceMinor: 0n };
const schedule = ["2026-12-15", "2027-01-15", "2027-02-15"].map((on, index) => ({
  n: index + 1,
  dueOn: d(on),
  amountMinor: 100n,
}));
const nothingPaid = matchPayments(schedule, [], 0n);

const hold = (from: string, to: string | null, kind: HoldKind = "dispute"): Hold => ({
  kind,
  from: d(from),
  to: to === null ? null : d(to),
  effects: defaultHoldEffects[kind],
});

describe("the holds that stop the clock of a plan", () => {
  it.each(holdKinds.map((kind) => [kind, kind === "agreed-plan" ? 0 : 1] as const))(
    "%s with the effects of its kind: %d",
    (kind, count) => {
      expect(standstillsOf([hold("2026-12-01", null, kind)])).toHaveLength(count);
    },
  );

  it("are those that stop collection, by the effects and not by the kind", () => {
    const dispute = hold("2026-12-01", null);
    expect(standstillsOf([{ ...dispute, effects: ["interest", "notices"] }])).toEqual([]);
    expect(standstillsOf([{ ...dispute, effects: ["collection"] }])).toHaveLength(1);
    expect(standstillsOf([hold("2026-12-01", "2026-12-01")])).toEqual([]);
  });

  it("are one where they touch or overlap", () => {
    const stills = standstillsOf([
      hold("2026-12-10", "2026-12-20"),
      hold("2026-12-01", "2026-12-10", "manual"),
      hold("2026-12-05", "2026-12-12", "legal"),
      hold("2026-12-21", null),
    ]);
    expect(stills).toEqual([
      { from: "2026-12-01", to: "2026-12-20" },
      { from: "2026-12-21", to: null },
    ]);
    const days = ["2026-11-30", "2026-12-01", "2026-12-19", "2026-12-20", "2030-01-01"];
    expect(days.map((day) => standstillOn(stills, d(day)) !== null)).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });
});

describe("the day by which an instalment of 15 December is awaited, with 3 days of grace", () => {
  it.each([
    ["no hold", [], "2026-12-15"],
    ["ended on the due date", [hold("2026-12-01", "2026-12-15")], "2026-12-15"],
    ["over the due date", [hold("2026-12-10", "2026-12-20")], "2026-12-20"],
    ["begun on the last day of grace", [hold("2026-12-18", "2026-12-25")], "2026-12-25"],
    ["begun a day too late", [hold("2026-12-19", "2026-12-25")], "2026-12-15"],
    ["open", [hold("2026-12-10", null)], null],
    ["set ahead, and not here yet", [hold("2027-01-10", null)], "2026-12-15"],
    [
      "two, the second in the grace that the first gave anew",
      [hold("2026-12-10", "2026-12-20"), hold("2026-12-22", "2026-12-28")],
      "2026-12-28",
    ],
    [
      "two, the second after that grace",
      [hold("2026-12-10", "2026-12-20"), hold("2026-12-24", "2026-12-28")],
      "2026-12-20",
    ],
  ] as const)("with a hold %s", (_, holds, awaited) => {
    expect(awaitedOn(d("2026-12-15"), 3, standstillsOf(holds), d("2026-12-31"))).toBe(awaited);
  });
});

describe("a plan of which nothing is paid", () => {
  const watch = (on: string, holds: readonly Hold[]) => {
    const { remind, missed, breaks, nextOn } = planWatch(
      nothingPaid,
      rule,
      d(on),
      standstillsOf(holds),
    );
    return [remind.map(({ n }) => n), missed.map(({ n }) => n), breaks, nextOn];
  };
  const dispute = [hold("2026-12-10", "2027-01-20")];

  it.each([
    ["2026-12-09", [], [], false, "2026-12-12"],
    ["2026-12-13", [], [], false, "2026-12-14"],
    ["2027-01-19", [], [], false, "2027-01-20"],
    ["2027-01-20", [1, 2], [], false, "2027-01-21"],
    ["2027-01-21", [], [1, 2], false, "2027-01-24"],
    ["2027-01-24", [], [1, 2], true, "2027-02-12"],
  ] as const)("disputed from 10 December to 20 January, on %s", (on, ...expected) => {
    expect(watch(on, dispute)).toEqual(expected);
  });

  it.each([
    ["2026-12-16", [], "2026-12-18"],
    ["2026-12-19", [], "2027-01-18"],
    ["2027-01-16", [], "2027-01-18"],
    ["2027-01-19", [], "2027-02-18"],
    ["2027-01-19", [hold("2026-12-10", null)], null],
    ["2027-01-20", dispute, "2027-01-23"],
  ] as const)("on %s, held %j, is kept by paying until %s", (on, holds, until) => {
    const { graceUntil } = planProgress(nothingPaid, d(on), rule, standstillsOf(holds));
    expect(graceUntil).toBe(until);
  });

  it("keeps what was missed before the hold, and breaks with the next one after it", () => {
    const holds = [hold("2027-01-10", "2027-01-25")];
    expect(watch("2027-01-12", holds)).toEqual([[], [], false, "2027-01-13"]);
    expect(watch("2027-01-28", holds)[2]).toBe(false);
    expect(watch("2027-01-29", holds)[2]).toBe(true);
    const still = planProgress(nothingPaid, d("2027-01-12"), rule, standstillsOf(holds));
    expect([still.missedCount, still.standing, still.overdueMinor]).toEqual([1, "missed", 100n]);
  });

  it("does not break by its last date while that is held", () => {
    const two = matchPayments(schedule, [{ on: d("2026-12-01"), amountMinor: 200n }], 0n);
    const stills = standstillsOf([hold("2027-02-16", "2027-03-10")]);
    expect(planWatch(two, rule, d("2027-02-20"), stills).breaks).toBe(false);
    expect(planWatch(two, rule, d("2027-03-13"), stills).breaks).toBe(false);
    expect(planWatch(two, rule, d("2027-03-14"), stills).breaks).toBe(true);
  });
});

describe("a plan that was broken on 19 January", () => {
  const cure = (holds: readonly Hold[], changes = {}) =>
    cureOf({
      schedule,
      payments: [],
      waivedMinor: 0n,
      brokenOn: d("2027-01-19"),
      today: d("2027-01-30"),
      rule,
      standstills: standstillsOf(holds),
      ...changes,
    })?.reason ?? null;

  it.each([
    ["over the break", hold("2027-01-10", null), "held"],
    ["that gave grace anew", hold("2027-01-10", "2027-01-17"), "held"],
    ["between two dates", hold("2026-12-20", "2027-01-10"), null],
    ["over the first date", hold("2026-12-14", "2026-12-16"), null],
    ["from the day of the break", hold("2027-01-19", null), null],
  ] as const)("meets a backdated hold %s", (_, one, expected) => {
    expect(cure([one])).toBe(expected);
  });

  it("is not brought back by a hold of another effect", () => {
    const one = { ...hold("2027-01-10", null), effects: ["interest"] as const };
    expect(cure([one])).toBeNull();
  });

  it("must still be paid up while a hold stands that came after the break", () => {
    const paid = (amountMinor: bigint) => ({ payments: [{ on: d("2027-01-25"), amountMinor }] });
    const later = [hold("2027-01-22", null)];
    expect(cure(later, paid(199n))).toBeNull();
    expect(cure(later, paid(200n))).toBe("paid-up");
  });

  it("keeps a waiver whose deadline a hold has put off", () => {
    const last = { waivedMinor: 9n, brokenOn: d("2027-02-19"), today: d("2027-02-21") };
    const paid = { payments: [{ on: d("2027-02-20"), amountMinor: 300n }] };
    expect(cure([], { ...last, ...paid })).toBeNull();
    expect(cure([hold("2027-02-19", null)], { ...last, ...paid })).toBeNull();
    expect(cure([hold("2027-02-18", null)], { ...last, ...paid })).toBe("held");
  });
});

describe("the day until which paying up brings a plan back, of 14 that the policy gives", () => {
  const until = (changes = {}) =>
    curableUntil({
      lastDueOn: d("2027-02-15"),
      waivedMinor: 9n,
      brokenOn: d("2027-01-19"),
      today: d("2027-01-20"),
      rule,
      ...changes,
    });
  const late = { brokenOn: d("2027-02-12"), today: d("2027-02-20") };
  const held = (from: string, to: string | null) => standstillsOf([hold(from, to)]);

  it.each([
    ["broken long before its deadline", {}, "2027-02-02"],
    ["broken shortly before it", late, "2027-02-18"],
    ["nothing is waived", { ...late, waivedMinor: 0n }, "2027-02-26"],
    [
      "a hold put the deadline off",
      { ...late, standstills: held("2027-02-14", "2027-02-19") },
      "2027-02-22",
    ],
    ["until nobody knows", { ...late, standstills: held("2027-02-14", null) }, "2027-02-26"],
    ["the policy gives none", { rule: { ...rule, cureDays: 0 } }, "2027-01-18"],
  ] as const)("%s", (_, changes, expected) => {
    expect(until(changes)).toBe(expected);
  });
});
