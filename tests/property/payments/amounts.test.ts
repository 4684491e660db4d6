import fc from "fast-check";
import { expect, test } from "vitest";
import { amountToPay, type PayQuestion, payOptions } from "#app/domain/payments/amounts.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const minor = (max: bigint) => fc.bigInt({ min: 0n, max });
const questions: fc.Arbitrary<PayQuestion> = fc.record({
  balanceMinor: minor(3_000n),
  overdueMinor: minor(2_000n),
  nextMinor: fc.option(minor(2_000n)),
  rules: fc.record({
    minimumMinor: minor(600n),
    partAllowed: fc.boolean(),
    aboveBalanceAllowed: fc.boolean(),
  }),
  limits: fc.record({
    minAmountMinor: minor(300n),
    maxAmountMinor: fc.bigInt({ min: 300n, max: 4_000n }),
    stepMinor: fc.constantFrom(1n, 10n),
  }),
});

test("whatever is taken is what the provider takes, owed, and allowed", () => {
  fc.assert(
    fc.property(
      questions,
      fc.constantFrom("whole", "overdue", "next", "other"),
      fc.option(minor(5_000n)),
      (question, choice, otherMinor) => {
        const taken = amountToPay(question, choice, otherMinor);
        if (!taken.ok) return;
        const { limits, rules, balanceMinor } = question;
        expect(taken.value).toBeGreaterThan(0n);
        expect(taken.value % limits.stepMinor).toBe(0n);
        expect(taken.value >= limits.minAmountMinor).toBe(true);
        expect(taken.value <= limits.maxAmountMinor).toBe(true);
        const mayExceed = choice === "other" && rules.aboveBalanceAllowed && rules.partAllowed;
        expect(mayExceed || taken.value <= balanceMinor).toBe(true);
        if (choice === "other") expect(taken.value).toBe(otherMinor);
      },
    ),
    { numRuns },
  );
});

test("every offered amount is taken, and every limit named in a refusal", () => {
  fc.assert(
    fc.property(questions, minor(5_000n), (question, otherMinor) => {
      const options = payOptions(question);
      if (!options.ok) return;
      const { fixed, other } = options.value;
      for (const { choice, amountMinor } of fixed) {
        expect(amountToPay(question, choice, null)).toEqual({ ok: true, value: amountMinor });
      }
      for (const bound of other ? [other.minMinor, other.maxMinor] : []) {
        expect(amountToPay(question, "other", bound)).toEqual({ ok: true, value: bound });
      }
      const answer = amountToPay(question, "other", otherMinor);
      if (answer.ok || answer.error.limitMinor === null) return;
      const limit = answer.error.limitMinor;
      expect(amountToPay(question, "other", limit)).toEqual({ ok: true, value: limit });
    }),
    { numRuns },
  );
});
