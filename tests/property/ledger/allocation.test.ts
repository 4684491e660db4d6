import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocatePayment } from "#app/domain/ledger/allocation.ts";
import { componentNames, subtractComponents, totalOf } from "#app/domain/money/components.ts";
import { cases } from "../../support/domain/arbitrary.ts";

const minor = fc.bigInt({ min: 0n, max: 10n ** 6n });
const owed = fc.record({
  principal: minor,
  interest: minor,
  penalty: minor,
  fees: minor,
  costs: minor,
});
const order = fc.shuffledSubarray([...componentNames], { minLength: 5 });

describe("allocation", () => {
  it("conserves, never overpays a part, and pays nothing before what stands earlier", () => {
    fc.assert(
      fc.property(owed, fc.bigInt({ min: 0n, max: 10n ** 7n }), order, (parts, amount, names) => {
        const { split, restMinor } = allocatePayment(parts, amount, names);
        expect(totalOf(split) + restMinor).toBe(amount);
        const left = subtractComponents(parts, split);
        expect(Object.values(left).every((part) => part >= 0n)).toBe(true);
        if (restMinor > 0n) expect(totalOf(left)).toBe(0n);
        const firstLeft = names.findIndex((name) => left[name] > 0n);
        const later = firstLeft < 0 ? [] : names.slice(firstLeft + 1);
        expect(later.every((name) => split[name] === 0n)).toBe(true);
      }),
      cases,
    );
  });

  it("of two payments is that of their sum", () => {
    fc.assert(
      fc.property(owed, minor, minor, order, (parts, first, second, names) => {
        const one = allocatePayment(parts, first, names);
        const two = allocatePayment(subtractComponents(parts, one.split), second, names);
        const both = allocatePayment(parts, first + second, names);
        expect(totalOf(one.split) + totalOf(two.split)).toBe(totalOf(both.split));
        expect(one.restMinor + two.restMinor).toBe(both.restMinor);
      }),
      cases,
    );
  });
});
