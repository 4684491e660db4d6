import { describe, expect, test } from "vitest";
import {
  amountToPay,
  type PayQuestion,
  type PayRules,
  type ProviderLimits,
  payOptions,
} from "#app/domain/payments/amounts.ts";

const rules: PayRules = { minimumMinor: 10_00n, partAllowed: true, aboveBalanceAllowed: false };
const limits: ProviderLimits = {
  minAmountMinor: 4_00n,
  maxAmountMinor: 999_999_99n,
  stepMinor: 1n,
};
const question = (
  change: Partial<Omit<PayQuestion, "rules" | "limits">> & {
    rules?: Partial<PayRules>;
    limits?: Partial<ProviderLimits>;
  } = {},
): PayQuestion => ({
  balanceMinor: 16_386_11n,
  overdueMinor: 2_480_00n,
  nextMinor: null,
  ...change,
  rules: { ...rules, ...change.rules },
  limits: { ...limits, ...change.limits },
});
const fixed = (...pairs: [string, bigint][]) =>
  pairs.map(([choice, amountMinor]) => ({ choice, amountMinor }));

describe("the amounts that may be paid", () => {
  test.each([
    [
      "without a plan",
      question(),
      fixed(["whole", 16_386_11n], ["overdue", 2_480_00n]),
      { minMinor: 10_00n, maxMinor: 16_386_11n },
    ],
    [
      "with a plan and nothing overdue",
      question({ overdueMinor: 0n, nextMinor: 683_00n }),
      fixed(["whole", 16_386_11n], ["next", 683_00n]),
      { minMinor: 10_00n, maxMinor: 16_386_11n },
    ],
    [
      "an amount stands once",
      question({ overdueMinor: 683_00n, nextMinor: 683_00n }),
      fixed(["whole", 16_386_11n], ["overdue", 683_00n]),
      { minMinor: 10_00n, maxMinor: 16_386_11n },
    ],
    [
      "nothing exceeds the balance",
      question({ balanceMinor: 500_00n, nextMinor: 683_00n }),
      fixed(["whole", 500_00n]),
      { minMinor: 10_00n, maxMinor: 500_00n },
    ],
    [
      "a balance below the minimum is paid whole",
      question({ balanceMinor: 9_99n, overdueMinor: 0n }),
      fixed(["whole", 9_99n]),
      null,
    ],
    [
      "a balance at the minimum too",
      question({ balanceMinor: 10_00n, overdueMinor: 0n }),
      fixed(["whole", 10_00n]),
      null,
    ],
    [
      "the provider's minimum above the policy's",
      question({ limits: { minAmountMinor: 20_00n } }),
      fixed(["whole", 16_386_11n], ["overdue", 2_480_00n]),
      { minMinor: 20_00n, maxMinor: 16_386_11n },
    ],
    [
      "overdue below the provider's minimum is left out",
      question({ overdueMinor: 3_99n }),
      fixed(["whole", 16_386_11n]),
      { minMinor: 10_00n, maxMinor: 16_386_11n },
    ],
    [
      "and at it offered",
      question({ overdueMinor: 4_00n }),
      fixed(["whole", 16_386_11n], ["overdue", 4_00n]),
      { minMinor: 10_00n, maxMinor: 16_386_11n },
    ],
    [
      "a balance too large for one payment goes in parts",
      question({ limits: { maxAmountMinor: 10_000_00n } }),
      fixed(["overdue", 2_480_00n]),
      { minMinor: 10_00n, maxMinor: 10_000_00n },
    ],
    [
      "at the provider's maximum it is still paid whole",
      question({ limits: { maxAmountMinor: 16_386_11n } }),
      fixed(["whole", 16_386_11n], ["overdue", 2_480_00n]),
      { minMinor: 10_00n, maxMinor: 16_386_11n },
    ],
    [
      "without part payment: the whole, and what a plan agreed",
      question({ nextMinor: 683_00n, rules: { partAllowed: false } }),
      fixed(["whole", 16_386_11n], ["next", 683_00n]),
      null,
    ],
    [
      "above the balance where policy allows it",
      question({ rules: { aboveBalanceAllowed: true } }),
      fixed(["whole", 16_386_11n], ["overdue", 2_480_00n]),
      { minMinor: 10_00n, maxMinor: 999_999_99n },
    ],
    [
      "in steps of the provider: 16.386 dinar and a minimum of 1.005",
      question({
        balanceMinor: 16_386n,
        overdueMinor: 0n,
        rules: { minimumMinor: 1_005n },
        limits: { stepMinor: 10n },
      }),
      fixed(["whole", 16_380n]),
      { minMinor: 1_010n, maxMinor: 16_380n },
    ],
    [
      "the last fen, where no minimum stands",
      question({
        balanceMinor: 1n,
        overdueMinor: 0n,
        rules: { minimumMinor: 0n },
        limits: { minAmountMinor: 0n },
      }),
      fixed(["whole", 1n]),
      null,
    ],
    [
      "without any minimum at least one unit",
      question({ rules: { minimumMinor: 0n }, limits: { minAmountMinor: 0n } }),
      fixed(["whole", 16_386_11n], ["overdue", 2_480_00n]),
      { minMinor: 1n, maxMinor: 16_386_11n },
    ],
  ])("%s", (_name, asked, expectedFixed, other) => {
    expect(payOptions(asked)).toEqual({ ok: true, value: { fixed: expectedFixed, other } });
  });

  test.each([
    ["nothing owed", question({ balanceMinor: 0n }), "nothing-owed"],
    ["a credit", question({ balanceMinor: -5_00n }), "nothing-owed"],
    ["less than the provider takes", question({ balanceMinor: 3_99n }), "too-small"],
    [
      "more than the provider takes, in one piece",
      question({ rules: { partAllowed: false }, limits: { maxAmountMinor: 16_386_10n } }),
      "too-large",
    ],
    [
      "in one piece, but too small",
      question({ balanceMinor: 3_99n, rules: { partAllowed: false } }),
      "too-small",
    ],
  ])("none: %s", (_name, asked, error) => {
    expect(payOptions(asked)).toEqual({ ok: false, error });
  });
});

describe("the amount of a choice", () => {
  const plan = question({ overdueMinor: 0n, nextMinor: 683_00n });

  test.each([
    ["whole", null, 16_386_11n],
    ["next", null, 683_00n],
    ["next", 1n, 683_00n],
    ["other", 10_00n, 10_00n],
    ["other", 1_000_00n, 1_000_00n],
    ["other", 16_386_11n, 16_386_11n],
  ] as const)("%s (%s) takes %s", (choice, other, amount) => {
    expect(amountToPay(plan, choice, other)).toEqual({ ok: true, value: amount });
  });

  test.each([
    ["a choice that is not open", plan, "overdue", null, "choice-not-open", null],
    ["a fen below the minimum", plan, "other", 9_99n, "below-minimum", 10_00n],
    ["nothing", plan, "other", null, "below-minimum", 10_00n],
    ["a negative amount", plan, "other", -10_00n, "below-minimum", 10_00n],
    ["a fen above the balance", plan, "other", 16_386_12n, "above-maximum", 16_386_11n],
    [
      "a part where policy wants the whole",
      question({ rules: { partAllowed: false } }),
      "other",
      100_00n,
      "part-not-allowed",
      16_386_11n,
    ],
    [
      "an amount between two steps",
      question({ limits: { stepMinor: 10n } }),
      "other",
      1_005n,
      "between-steps",
      1_000n,
    ],
    ["nothing owed", question({ balanceMinor: 0n }), "whole", null, "nothing-owed", null],
    ["too small a balance", question({ balanceMinor: 1n }), "other", 1n, "too-small", null],
  ] as const)("refused: %s", (_name, asked, choice, other, reason, limitMinor) => {
    expect(amountToPay(asked, choice, other)).toEqual({ ok: false, error: { reason, limitMinor } });
  });

  test("typing the whole balance below the minimum is the whole", () => {
    const small = question({ balanceMinor: 9_99n, overdueMinor: 0n });
    expect(amountToPay(small, "other", 9_99n)).toEqual({ ok: true, value: 9_99n });
  });
});
