import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsTowards, curableUntil, cureOf } from "#app/domain/plans/cure.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const start = calendarDate("2026-11-21");
const nth = (days: number) => addDays(start, days);

/** Four instalments of 100 on the days 30, 60, 90 and 120; broken on the day 64 by two missed. */
const due = [30, 60, 90, 120];
const brokenDay = 64;
const schedule = due.map((day, index) => ({ n: index + 1, dueOn: nth(day), amountMinor: 100n }));

const life = fc.record({
  cureDays: fc.integer({ min: 0, max: 60 }),
  toldOn: fc.integer({ min: 130, max: 400 }),
  waives: fc.boolean(),
  payments: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 129 }),
      amount: fc.constantFrom(50, 100, 150, 200, 400),
    }),
    { maxLength: 5 },
  ),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

const questionOf = ({ cureDays, toldOn, waives, payments }: Life) => ({
  schedule,
  payments: payments.map(({ day, amount }) => ({ on: nth(day), amountMinor: BigInt(amount) })),
  waivedMinor: waives ? 9n : 0n,
  brokenOn: nth(brokenDay),
  today: nth(toldOn),
  rule: { ...standardPlan, cureDays, toleranceMinor: 0n },
  lastDueOn: nth(120),
});

/** Day by day with a pencil: what somebody would have seen who had known each payment at once. */
function seenAtOnce({ cureDays, waives, payments }: Life): readonly [string, number] | null {
  const paidBy = (day: number) =>
    payments.reduce((sum, one) => (one.day <= day ? sum + one.amount : sum), 0);
  if (paidBy(brokenDay - 1) >= 100) return ["paid-in-time", brokenDay];
  const last = Math.min(brokenDay + cureDays, waives ? 123 : 999);
  for (let day = brokenDay; day <= last && cureDays > 0; day += 1) {
    const dueBefore = due.filter((one) => one < day).length * 100;
    const isPaidDay = payments.some((one) => one.day === day);
    if (isPaidDay && paidBy(day) >= dueBefore) return ["paid-up", day];
  }
  return null;
}

describe("a broken plan whose money is told of late", () => {
  it("comes back exactly where it would have, had each payment been known at once", () => {
    const property = fc.property(life, (one) => {
      const seen = seenAtOnce(one);
      const expected = seen && { reason: seen[0], asOf: nth(seen[1]) };
      expect(cureOf(questionOf(one))).toEqual(expected);
    });
    fc.assert(property, runs(1000));
  });

  it("does so whenever and in whatever order it is told", () => {
    const property = fc.property(life, fc.integer({ min: 0, max: 300 }), (one, later) => {
      const question = questionOf(one);
      const again = cureOf({
        ...question,
        payments: [...question.payments].reverse(),
        today: addDays(question.today, later),
      });
      expect(again).toEqual(cureOf(question));
    });
    fc.assert(property, runs(1000));
  });

  it("loses nothing by leaving out what does not count towards it", () => {
    const property = fc.property(life, (one) => {
      const question = questionOf(one);
      const counted = question.payments.filter(({ on }) => countsTowards(question, on));
      expect(cureOf({ ...question, payments: counted })).toEqual(cureOf(question));
      const cure = cureOf(question);
      if (cure?.reason === "paid-up") expect(cure.asOf <= curableUntil(question)).toBe(true);
    });
    fc.assert(property, runs(1000));
  });
});
