import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import { accrueInterval, bearingAfterPayment } from "#app/domain/interest/accrue.ts";
import type { InterestTerms, Rate } from "#app/domain/interest/terms.ts";
import { type Components, componentNames } from "#app/domain/money/components.ts";
import { dailyAccrual } from "#app/domain/plans/accrual.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";
import { add, decimal, rational, round, zero } from "#app/domain/primitives/rational.ts";
import { runs } from "../../support/oracle/plans-runs.ts";

const minor = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) });
const components = fc.record({
  principal: minor(3_000_000),
  interest: minor(60_000),
  penalty: minor(20_000),
  fees: minor(3000),
  costs: minor(3000),
});
const rate: fc.Arbitrary<Rate> = fc.oneof(
  fc
    .constantFrom("0.0005", "0.000333", "0")
    .map((text) => ({ per: "day" as const, value: decimal(text), text })),
  fc
    .tuple(fc.constantFrom("0.12", "0.0725"), fc.constantFrom("act/365", "act/360", "act/act"))
    .map(([text, dayCount]) => ({
      per: "year" as const,
      value: decimal(text),
      dayCount: dayCount as "act/365" | "act/360" | "act/act",
      text,
    })),
);
const day = (max: number) => fc.nat(max).map((days) => addDays(calendarDate("2027-09-10"), days));
const terms: fc.Arbitrary<InterestTerms> = fc.record({
  rate,
  rates: fc
    .array(fc.record({ from: day(400), rate }), { maxLength: 2 })
    .map((rates) => rates.sort((a, b) => (a.from < b.from ? -1 : 1))),
  accruesOn: fc.subarray([...componentNames], { minLength: 1 }),
  compounding: fc.constantFrom("none" as const, "statement" as const),
  statementDay: fc.integer({ min: 1, max: 31 }),
  cap: fc.option(
    fc.record({
      totalMinor: fc.option(minor(60_000)),
      annualRate: fc.option(fc.constantFrom("0.1", "0.24").map(decimal)),
    }),
  ),
});
const holds: fc.Arbitrary<Hold[]> = fc.array(
  fc.record({
    kind: fc.constant("manual" as const),
    from: day(400),
    to: fc.option(day(400)),
    effects: fc.subarray(["interest", "collection"] as const),
  }),
  { maxLength: 2 },
);
const rest = fc.record({
  from: day(200),
  gaps: fc.array(fc.nat(45), { minLength: 1, maxLength: 6 }),
  rounding: fc.constantFrom(
    "half-up" as const,
    "half-even" as const,
    "up" as const,
    "down" as const,
  ),
  paidShare: fc.integer({ min: 0, max: 10 }),
});

describe("interest prepared for a plan", { timeout: 600_000 }, () => {
  it("is that of the account's own accrual, period by period", () => {
    fc.assert(
      fc.property(terms, holds, components, rest, (its, held, opening, more) => {
        const dueOn = more.gaps.map((_, index) =>
          addDays(
            more.from,
            more.gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0),
          ),
        );
        let bearingMinor = its.accruesOn.includes("interest") ? opening.interest : 0n;
        let before = zero;
        const { rounding, from } = more;
        const start = { terms: its, holds: held, rounding, from, dueOn, bearingMinor, before };
        const accrual = dailyAccrual(start)();
        let owed: Components = opening;
        let since = from;
        for (const [index, due] of dueOn.entries()) {
          // The cap that is left, because joins inside a period round that period alone.
          const cap = leftOf(its.cap, before);
          const expected = accrueInterval({
            terms: { ...its, cap },
            components: owed,
            holds: held,
            from: since,
            to: due,
            rounding,
            bearingMinor,
          });
          const posted = accrual.post(index, { ...owed });
          if (!isCapInexact(its, before)) expect(posted).toBe(round(expected.exact, rounding));
          else return;
          const paid = (posted * BigInt(more.paidShare)) / 10n;
          accrual.paid(paid);
          bearingMinor = bearingAfterPayment(expected.bearingMinor, paid);
          before = add(before, expected.exact);
          owed = { ...owed, interest: owed.interest + posted - paid };
          since = due;
        }
      }),
      runs(1000),
    );
  });
});

/** A cap less fractions of a minor unit cannot be given to `accrueInterval` as whole units. */
function isCapInexact(terms: InterestTerms, before: { num: bigint; den: bigint }): boolean {
  return terms.cap?.totalMinor != null && before.num % before.den !== 0n;
}

function leftOf(cap: InterestTerms["cap"], before: { num: bigint; den: bigint }) {
  if (cap?.totalMinor == null) return cap;
  const left = rational(cap.totalMinor * before.den - before.num, before.den);
  const totalMinor = left.num > 0n ? left.num / left.den : 0n;
  return { ...cap, totalMinor };
}
