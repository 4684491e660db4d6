import { expect, test } from "vitest";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import { agreementWording } from "#app/services/plans/agreement-wording.server.ts";

/** As much of an agreement as its words ask for. */
const signed = (interest: "frozen" | "contract" | "reduced" | "fee") =>
  ({
    regime: "uk-conc",
    plan: { frequency: "monthly" },
    creditor: { name: "Sample Bank" },
    debt: { currency: "GBP", on: "2026-11-19", accountRef: "S-1" },
    clauses: [
      {
        key: `interest-${interest}`,
        params: { interest: "0.00", annualRate: "0", annualRateCompound: "0" },
      },
      { key: "missed-payment", params: { graceDays: 3, breakAfterMissed: 2 } },
    ],
  }) as unknown as Agreement;

test.each([
  ["frozen", "interest counts again", "恢复计息"],
  ["contract", "interest is counted by the account’s own terms", "按账户原来的条件计息"],
  ["reduced", "interest is counted by the account’s own terms", "按账户原来的条件计息"],
  ["fee", "interest is counted by the account’s own terms", "按账户原来的条件计息"],
] as const)("what follows a %s plan that ends is said as it is", (interest, english, chinese) => {
  expect(agreementWording(signed(interest), "en").clauses[1]?.text).toContain(english);
  expect(agreementWording(signed(interest), "zh-CN").clauses[1]?.text).toContain(chinese);
});
