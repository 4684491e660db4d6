import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount } from "#app/domain/money/amount.ts";
import { currencies } from "#app/domain/money/currency.ts";
import { locales } from "#app/i18n/locale.ts";
import { currencyWord, money, moneyInText, signedSum, sum } from "#app/i18n/money.ts";
import { count, percent } from "#app/i18n/numbers.ts";

describe("money as it is shown", () => {
  test("always with the currency's places, and a minus as wide as a digit", () => {
    expect(money(1_638_611n, "CNY", "zh-CN")).toBe("¥16,386.11");
    expect(money(1_638_611n, "CNY", "en")).toBe("¥16,386.11");
    expect(money(-32_000n, "USD", "en")).toBe("−$320.00");
    expect(money(0n, "GBP", "en")).toBe("£0.00");
    expect(money(9_007_199n, "JPY", "zh-CN")).toBe("¥9,007,199");
    expect(money(1_234_567n, "KWD", "en")).toMatch(/1,234\.567$/);
  });

  test("in a sentence the unit follows in Chinese", () => {
    expect(moneyInText(68_300n, "CNY", "zh-CN")).toBe("683.00元");
    expect(moneyInText(68_300n, "USD", "zh-CN")).toBe("683.00美元");
    expect(moneyInText(68_300n, "CNY", "en")).toBe("¥683.00");
    expect(currencyWord("GBP", "zh-CN")).toBe("英镑");
  });

  test("with its sign", () => {
    expect(signedSum(56_947n, "CNY", "en")).toBe("+569.47");
    expect(signedSum(-200_000n, "CNY", "en")).toBe("−2,000.00");
    expect(signedSum(0n, "CNY", "en")).toBe("0.00");
  });

  test("not one digit is lost, however large the sum", () => {
    const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const all = fc.tuple(amounts, fc.constantFrom(...currencies), fc.constantFrom(...locales));
    fc.assert(
      fc.property(all, ([minor, currency, locale]) => {
        const shown = sum(minor, currency, locale).replaceAll(",", "").replace("−", "-");
        expect(shown).toBe(formatAmount(minor, currency));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("numbers and rates", () => {
  test("rates are exact and end without zeros", () => {
    expect(percent("0.0599", "zh-CN")).toBe("5.99%");
    expect(percent("0.0000", "en")).toBe("0%");
    expect(percent("0.0005", "en")).toBe("0.05%");
    expect(percent("-0.01", "en")).toBe("−1%");
  });

  test("counts are grouped", () => {
    expect(count(1_000_000, "zh-CN")).toBe("1,000,000");
  });
});
