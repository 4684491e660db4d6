import { describe, expect, it } from "vitest";
import { type CureQuestion, countsTowards, cureOf } from "#app/domain/plans/cure.ts";
import { matchPayments } from "#app/domain/plans/matching.ts";
import { awaitedOn, type Standstill, standstillsOf } from "#app/domain/plans/standstill.ts";
import { planWatch } from "#app/domain/plans/watch.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const d = calendarDate;
const rule = { ...standardPlan, toleranceMinor: 0n };
/** 3 days of grace, broken by two missed, 14 days to catch up: until 2 February. */
const schedule = ["2026-12-15", "2027-01-15", "2027-02-15"].map((on, index) => ({
  n: index + 1,
  dueOn: d(on),
  amountMinor: 100n,
}));
type Paid = readonly (readonly [string, bigint])[];
const paidOf = (paid: Paid) => paid.map(([on, amountMinor]) => ({ on: d(on), amountMinor }));
const days = (from: string, to: string): Standstill => ({ from: d(from), to: d(to) });

const question = (paid: Paid, today: string): CureQuestion => ({
  schedule,
  payments: paidOf(paid),
  waivedMinor: 0n,
  brokenOn: d("2027-01-19"),
  today: d(today),
  rule,
});

describe("a plan that was broken on 19 January", () => {
  const both: Paid = [["2027-01-25", 200n]];
  const apart: Paid = [
    ["2027-01-20", 150n],
    ["2027-02-02", 50n],
  ];
  const missing: Paid = [
    ["2027-01-20", 150n],
    ["2027-02-03", 50n],
  ];
  const early: Paid = [
    ["2027-01-18", 100n],
    ["2027-01-25", 100n],
  ];

  it.each([
    ["paid up and told at once", both, "2027-01-25", "paid-up", "2027-01-25"],
    ["paid up and told after the days of cure", both, "2027-02-20", "paid-up", "2027-01-25"],
    ["told after all its dates", both, "2027-06-01", "paid-up", "2027-01-25"],
    [
      "paid up in two parts, the last on the last day",
      apart,
      "2027-02-20",
      "paid-up",
      "2027-02-02",
    ],
    ["paid up a day too late, and told later", missing, "2027-02-20", null, null],
    ["one instalment in time after all", early, "2027-02-20", "paid-in-time", "2027-01-19"],
  ] as const)("%s", (_, paid, today, reason, asOf) => {
    const cure = cureOf(question(paid, today));
    expect([cure?.reason ?? null, cure?.asOf ?? null]).toEqual([reason, asOf]);
  });

  it("needs what was due by the day of the money, not by the day of the news", () => {
    // On 20 February the third instalment is due as well; on 25 January it was not.
    expect(cureOf(question([["2027-01-25", 199n]], "2027-02-20"))).toBeNull();
    expect(cureOf(question([["2027-01-25", 200n]], "2027-02-20"))?.reason).toBe("paid-up");
  });

  it("keeps a waiver by money of its last grace, and of no later day", () => {
    const settled = (on: string) => ({
      ...question([[on, 300n]], "2027-03-01"),
      waivedMinor: 9n,
      brokenOn: d("2027-02-12"),
    });
    expect(cureOf(settled("2027-02-18"))).toEqual({ reason: "paid-up", asOf: "2027-02-18" });
    expect(cureOf(settled("2027-02-19"))).toBeNull();
  });

  it("is not kept by money after a waiver's deadline, though the break came later still", () => {
    // Until 18 February; nobody looked before the 22nd.
    const settled = (on: string) => ({
      ...question(
        [
          ["2027-01-15", 200n],
          [on, 100n],
        ],
        "2027-02-24",
      ),
      waivedMinor: 9n,
      brokenOn: d("2027-02-22"),
    });
    expect(cureOf(settled("2027-02-18"))?.reason).toBe("paid-in-time");
    expect(cureOf(settled("2027-02-20"))).toBeNull();
    expect(cureOf({ ...settled("2027-02-20"), waivedMinor: 0n })?.reason).toBe("paid-in-time");
    const elsewhere = [days("2026-12-01", "2026-12-05")];
    expect(cureOf({ ...settled("2027-02-20"), standstills: elsewhere })).toBeNull();
    const putOff = [days("2027-02-17", "2027-02-19")];
    expect(cureOf({ ...settled("2027-02-20"), standstills: putOff })?.reason).toBe("held");
    const known = { standstills: putOff, known: putOff };
    expect(cureOf({ ...settled("2027-02-20"), ...known })?.reason).toBe("paid-in-time");
  });

  it("says `held` of a hold that came after the break alone", () => {
    const held = [days("2027-01-10", "2027-01-17")];
    const none = question([], "2027-02-20");
    expect(cureOf({ ...none, standstills: held })?.reason).toBe("held");
    // Broken on 17 January by two dates, with a third in the grace that a known hold gave it.
    const dates = ["2026-12-15", "2027-01-10", "2027-01-12", "2027-02-15"];
    const known = [days("2027-01-14", "2027-01-17")];
    const told = {
      ...question([["2026-12-15", 100n]], "2027-02-20"),
      schedule: dates.map((on, index) => ({ n: index + 1, dueOn: d(on), amountMinor: 100n })),
      brokenOn: d("2027-01-17"),
      standstills: known,
    };
    expect(cureOf({ ...told, known })?.reason).toBe("paid-in-time");
    expect(cureOf(told)?.reason).toBe("held");
  });
});

describe("money towards a broken plan", () => {
  const term = { ...question([], "2027-06-01"), lastDueOn: d("2027-02-15") };
  it.each([
    ["before it was signed", "2026-11-01", true],
    ["the day before the break", "2027-01-18", true],
    ["the day of the break", "2027-01-19", true],
    ["the last day of cure", "2027-02-02", true],
    ["the day after", "2027-02-03", false],
  ] as const)("effective on %s", (_, on, counts) => {
    expect(countsTowards(term, d(on))).toBe(counts);
  });

  it("counts from before the break even where a deadline had passed by then", () => {
    const late = { ...term, waivedMinor: 9n, brokenOn: d("2027-03-01") };
    const counted = ["2027-02-28", "2027-03-01"].map((on) => countsTowards(late, d(on)));
    expect(counted).toEqual([true, false]);
  });

  it("after the break never where the policy has no cure", () => {
    const never = { ...term, rule: { ...rule, cureDays: 0 } };
    const counted = ["2027-01-18", "2027-01-19"].map((on) => countsTowards(never, d(on)));
    expect(counted).toEqual([true, false]);
  });
});

describe("a plan that came back on 20 February, broken since 19 January", () => {
  const broken = [days("2027-01-19", "2027-02-20")];

  it.each([
    ["missed before the break", "2027-01-15", "2027-01-15"],
    ["in its grace on the day of the break", "2027-01-16", "2027-02-20"],
    ["due while it was broken", "2027-02-15", "2027-02-20"],
    ["due on the day on which it came back", "2027-02-20", "2027-02-20"],
    ["due later", "2027-02-21", "2027-02-21"],
  ] as const)("awaits an instalment %s", (_, dueOn, expected) => {
    const stills = standstillsOf([], broken);
    expect(awaitedOn(d(dueOn), rule.graceDays, stills, d("2027-03-01"))).toBe(expected);
  });

  it("is not broken again for what fell due meanwhile, until the new grace is over", () => {
    const matching = matchPayments(schedule, paidOf([["2027-01-25", 200n]]), 0n);
    const breaks = (on: string) =>
      planWatch(matching, rule, d(on), standstillsOf([], broken)).breaks;
    expect(["2027-02-20", "2027-02-23", "2027-02-24"].map(breaks)).toEqual([false, false, true]);
    expect(planWatch(matching, rule, d("2027-02-20")).breaks).toBe(true);
  });

  it("counts those days and the days of a hold as one", () => {
    const hold = {
      kind: "dispute",
      from: d("2027-02-10"),
      to: d("2027-03-01"),
      effects: ["collection"],
    } as const;
    expect(standstillsOf([hold], broken)).toEqual([days("2027-01-19", "2027-03-01")]);
  });
});
