import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import { matchPayments } from "#app/domain/plans/matching.ts";
import { graceEnd, standstillOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import { planWatch } from "#app/domain/plans/watch.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const start = calendarDate("2026-11-21");
const day = fc.integer({ min: 0, max: 150 });

const holds = fc.array(
  fc.record({ from: day, days: fc.integer({ min: 0, max: 60 }), open: fc.boolean() }).map(
    ({ from, days, open }): Hold => ({
      kind: "dispute",
      from: addDays(start, from),
      to: open && days > 50 ? null : addDays(start, from + days),
      effects: ["collection"],
    }),
  ),
  { maxLength: 4 },
);

const life = fc.record({
  holds,
  on: day,
  graceDays: fc.integer({ min: 0, max: 10 }),
  breakAfterMissed: fc.integer({ min: 1, max: 3 }),
  paid: fc.integer({ min: 0, max: 4 }),
});

/** Four instalments of 100, thirty days apart. */
const schedule = [1, 2, 3, 4].map((n) => ({
  n,
  dueOn: addDays(start, n * 30),
  amountMinor: 100n,
}));

/** Counted day by day, as somebody with a calendar and a pencil would. */
const isHeld = (all: readonly Hold[], on: string) =>
  all.some(({ from, to }) => from <= on && (to === null || on < to));

describe("a plan under any holds", () => {
  it("is left alone on held days, and never breaks sooner than without them", () => {
    const property = fc.property(life, ({ holds: all, on: after, paid, ...figures }) => {
      const on = addDays(start, after);
      const rule = { ...standardPlan, ...figures };
      const payments = [{ on: start, amountMinor: BigInt(paid) * 100n }];
      const matching = matchPayments(schedule, payments, 0n);
      const stills = standstillsOf(all);
      const held = planWatch(matching, rule, on, stills);
      expect(standstillOn(stills, on) !== null).toBe(isHeld(all, on));
      if (isHeld(all, on)) {
        expect([held.remind, held.missed, held.breaks]).toEqual([[], [], false]);
      }
      const free = planWatch(matching, rule, on);
      if (held.breaks) expect(free.breaks).toBe(true);
      expect(held.missed.length <= free.missed.length).toBe(true);
      expect(held.nextOn === null || held.nextOn > on).toBe(true);
    });
    fc.assert(property, runs(1000));
  });

  it("gives each due date its whole grace in days that are not held", () => {
    const property = fc.property(life, ({ holds: all, on: after, graceDays }) => {
      const on = addDays(start, after + 120);
      for (const { dueOn } of schedule) {
        const until = graceEnd(dueOn, graceDays, standstillsOf(all), on);
        if (until === null || until >= on) continue;
        const days = [];
        for (let one = dueOn; one <= until; one = addDays(one, 1)) days.push(one);
        const free = days.filter((one) => !isHeld(all, one));
        expect(free.length >= graceDays + 1).toBe(true);
        expect(isHeld(all, until)).toBe(false);
      }
    });
    fc.assert(property, runs(1000));
  });
});
