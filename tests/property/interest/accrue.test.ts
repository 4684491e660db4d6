import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accrueInterval, explain } from "#app/domain/interest/accrue.ts";
import { addDays, calendarDate, maxDate, minDate } from "#app/domain/primitives/date.ts";
import {
  add,
  compare,
  multiply,
  rational,
  round,
  subtract,
} from "#app/domain/primitives/rational.ts";
import { account } from "../../support/domain/account.ts";
import { type AccountCase, accountCase, cases, rounding } from "../../support/domain/arbitrary.ts";

const intervalCase = fc.record({
  of: accountCase,
  rounding,
  at: fc.nat(400),
  capMinor: fc.option(fc.bigInt({ min: 0n, max: 100_000n })),
});

/** The accrual input of a case on its own; its movements play no part. */
function inputOf(
  of: AccountCase,
  mode: "half-up" | "half-even" | "up" | "down",
  cap: bigint | null,
) {
  const { interest, opening, holds, asOf } = account(
    of.account as object as Record<string, unknown>,
  );
  const terms = { ...interest, cap: { totalMinor: cap, annualRate: null } };
  const to = calendarDate(of.on);
  return { terms, components: opening, holds, from: asOf, to, rounding: mode };
}

describe("accrual", () => {
  it("gives the same total however the interval is split", () => {
    fc.assert(
      fc.property(intervalCase, ({ of, rounding: mode, at, capMinor }) => {
        const input = inputOf(of, mode, capMinor);
        const whole = accrueInterval(input);
        const middle = minDate(addDays(input.from, at), input.to);
        const first = accrueInterval({ ...input, to: middle });
        // The first part is posted where the interval is split, so it is unpaid interest then.
        const posted = round(first.exact, mode);
        const interest = input.components.interest + posted;
        const second = accrueInterval({
          ...input,
          components: { ...input.components, interest },
          from: middle,
          before: first.exact,
          bearingMinor: first.bearingMinor,
        });
        expect(compare(add(first.exact, second.exact), whole.exact)).toBe(0);
        expect(second.bearingMinor).toBe(whole.bearingMinor);
      }),
      cases,
    );
  });

  it("is explained by lines that sum to the rounded whole, whatever came before", () => {
    const thousandths = fc.bigInt({ min: 0n, max: 10_000n });
    fc.assert(
      fc.property(intervalCase, thousandths, ({ of, rounding: mode, capMinor }, earlier) => {
        const { exact, lines } = accrueInterval(inputOf(of, mode, capMinor));
        const before = rational(earlier, 1_000n);
        const explained = explain(lines, mode, before);
        const sum = explained.reduce((total, line) => total + line.amountMinor, 0n);
        expect(sum).toBe(round(add(before, exact), mode) - round(before, mode));
        expect(explained.every((line) => line.amountMinor >= 0n)).toBe(true);
      }),
      cases,
    );
  });

  it("is each line's base at its rate for its days, unless a cap ended it", () => {
    fc.assert(
      fc.property(intervalCase, ({ of, rounding: mode }) => {
        const { lines } = accrueInterval(inputOf(of, mode, null));
        for (const { exact, baseMinor, days, rate, yearDays = 1 } of lines) {
          const [whole = "0", decimals = ""] = rate.split(".");
          const share = rational(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
          const simple = multiply(rational(baseMinor * BigInt(days), BigInt(yearDays)), share);
          expect(compare(exact, simple)).toBe(0);
        }
      }),
      cases,
    );
  });

  it("never passes a total cap, and reaches it when it could have passed", () => {
    fc.assert(
      fc.property(intervalCase, ({ of, rounding: mode }) => {
        const capMinor = 5_000n;
        const free = accrueInterval({ ...inputOf(of, mode, null), terms: simple(of, mode) });
        const capped = accrueInterval({
          ...inputOf(of, mode, capMinor),
          terms: { ...simple(of, mode), cap: { totalMinor: capMinor, annualRate: null } },
        });
        const least = compare(free.exact, rational(capMinor)) < 0 ? free.exact : rational(capMinor);
        expect(compare(capped.exact, least)).toBe(0);
      }),
      cases,
    );
  });

  it("takes away exactly the days of a hold", () => {
    fc.assert(
      fc.property(intervalCase, fc.nat(60), ({ of, rounding: mode, at }, length) => {
        const input = { ...inputOf(of, mode, null), terms: simple(of, mode), holds: [] };
        const from = maxDate(input.from, minDate(addDays(input.from, at), input.to));
        const to = minDate(addDays(from, length), input.to);
        const hold = { kind: "manual", from, to, effects: ["interest"] } as const;
        const held = accrueInterval({ ...input, holds: [hold, hold] });
        const stopped = accrueInterval({ ...input, from, to });
        expect(compare(held.exact, subtract(accrueInterval(input).exact, stopped.exact))).toBe(0);
      }),
      cases,
    );
  });
});

function simple(of: AccountCase, mode: "half-up" | "half-even" | "up" | "down") {
  return { ...inputOf(of, mode, null).terms, compounding: "none" as const };
}
