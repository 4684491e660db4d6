import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addComponents,
  componentNames,
  noComponents,
  totalOf,
} from "#app/domain/money/components.ts";
import { giveBack, heldOf, type Spent, spentTotal } from "#app/domain/payments/give-back.ts";
import { cases } from "../../support/domain/arbitrary.ts";

const minor = fc.bigInt({ min: 0n, max: 10n ** 9n });
const spent: fc.Arbitrary<Spent> = fc.record({
  split: fc.record({
    principal: minor,
    interest: minor,
    penalty: minor,
    fees: minor,
    costs: minor,
  }),
  creditMinor: minor,
});
const order = fc.shuffledSubarray([...componentNames], { minLength: 5 });
const least = (a: bigint, b: bigint) => (a < b ? a : b);

describe("money given back of a payment", () => {
  it("is split, credit and what the payment no longer held, to the minor unit", () => {
    fc.assert(
      fc.property(spent, order, minor, minor, (held, how, amount, credit) => {
        const back = giveBack(amount, { held, order: how, accountCreditMinor: credit });
        expect(totalOf(back.split) + back.creditMinor + back.beyondMinor).toBe(amount);
        expect(back.creditMinor).toBe(least(amount, least(held.creditMinor, credit)));
        const most = spentTotal(held);
        expect(back.beyondMinor).toBe(amount > most ? amount - most : 0n);
        expect([...Object.values(back.split), back.beyondMinor].every((part) => part >= 0n)).toBe(
          true,
        );
      }),
      cases,
    );
  });

  it("in any steps is, in the end, the payment itself", () => {
    const steps = fc.array(minor, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(spent, order, steps, (payment, how, amounts) => {
        const parts: Spent[] = [];
        for (const amount of [...amounts, 10n ** 12n]) {
          const held = heldOf(payment, parts);
          const accountCreditMinor = held.creditMinor;
          const { split, creditMinor } = giveBack(amount, {
            held,
            order: how,
            accountCreditMinor,
          });
          parts.push({ split, creditMinor });
          const left = heldOf(payment, parts);
          const sum = parts.reduce((all, part) => all + spentTotal(part), 0n);
          expect(spentTotal(left) + sum).toBe(spentTotal(payment));
        }
        const whole = parts.reduce((all, part) => addComponents(all, part.split), noComponents);
        expect(whole).toEqual(payment.split);
        expect(spentTotal(heldOf(payment, parts))).toBe(0n);
      }),
      cases,
    );
  });

  it("takes what was paid last first, and nothing earlier while later parts are left", () => {
    fc.assert(
      fc.property(spent, order, minor, (held, how, amount) => {
        const { split, creditMinor } = giveBack(amount, {
          held,
          order: how,
          accountCreditMinor: held.creditMinor,
        });
        const last = [...how].reverse();
        const touched = last.findLastIndex((name) => split[name] > 0n);
        if (touched >= 0) expect(creditMinor).toBe(held.creditMinor);
        for (const name of last.slice(0, Math.max(touched, 0))) {
          expect(split[name]).toBe(held.split[name]);
        }
      }),
      cases,
    );
  });

  it("conserves when the debtor's credit had gone elsewhere: it is owed as principal", () => {
    fc.assert(
      fc.property(spent, order, (payment, how) => {
        const whole = spentTotal(payment);
        const back = giveBack(whole, { held: payment, order: how, accountCreditMinor: 0n });
        expect(back.creditMinor).toBe(0n);
        expect(back.split.principal).toBe(payment.split.principal + payment.creditMinor);
        expect(spentTotal(heldOf(payment, [back]))).toBe(0n);
      }),
      cases,
    );
  });
});
