import { describe, expect, it } from "vitest";
import type { InterestTerms } from "#app/domain/interest/terms.ts";
import type { Balance } from "#app/domain/ledger/account.ts";
import type { Components } from "#app/domain/money/components.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal, rational } from "#app/domain/primitives/rational.ts";
import { plainAccount, planInput } from "../../support/oracle/plans-input.ts";

const d = calendarDate;
const capOf = (totalMinor: bigint) => ({ totalMinor, annualRate: null });

/** Interest posted on 21 December, 21 January and 21 February by a plan of three level amounts. */
function interestOf(
  terms: Partial<InterestTerms>,
  { owed = {}, balance = {}, mode = "contract" as const } = {} as {
    owed?: Partial<Components>;
    balance?: Partial<Balance>;
    mode?: "contract" | "reduced";
  },
) {
  const interest = mode === "contract" ? { mode } : { mode, annualRate: decimal("0.0365") };
  const input = planInput({
    owed: { principal: 1_000_000n, ...owed },
    account: { interest: { ...plainAccount.interest, ...terms } },
    instalments: { interest, firstDueFromDays: 30 },
  });
  const [offer] = computeOffers({ ...input, balance: { ...input.balance, ...balance } });
  let balanceMinor = input.balance.totalMinor;
  return offer?.schedule.map((line) => {
    const posted = line.balanceAfterMinor + line.amountMinor - balanceMinor;
    balanceMinor = line.balanceAfterMinor;
    return posted;
  });
}

describe("a plan at the account's own rate", () => {
  it("changes the rate on the day on which another comes into force", () => {
    const rate = {
      per: "year",
      value: decimal("0.073"),
      dayCount: "act/365",
      text: "0.073",
    } as const;
    // 10 days at 0.0005 and 20 at 0.0002 of 10000.00: 50.00 + 40.00.
    expect(interestOf({ rates: [{ from: d("2026-12-01"), rate }] })?.[0]).toBe(9000n);
  });

  it("compounds on the statement day what was accrued until then", () => {
    const terms = { compounding: "statement", statementDay: 1 } as const;
    // 10 days on 10000.00: 50.00; then 20 days on 10050.00: 100.50.
    expect(interestOf(terms)?.[0]).toBe(15_050n);
    // What the instalment paid of it bears no more: 11 days on 6714.64, 20 on 36.93 more.
    expect(interestOf(terms)?.[1]).toBe(10_445n);
  });

  it("lets interest bear interest only from where it does so", () => {
    const owed = { interest: 20_000n };
    expect(interestOf({}, { owed })?.[0]).toBe(15_000n);
    expect(interestOf({ accruesOn: ["principal", "interest"] }, { owed })?.[0]).toBe(15_300n);
    const terms = { compounding: "statement", statementDay: 30 } as const;
    // 9 days on 10000.00 or, where interest had joined the base before, 10200.00: 45.00 or 45.90;
    // then 21 days on 10000.00 + 200.00 + that.
    expect(interestOf(terms, { owed })?.[0]).toBe(4500n + 10_757n);
    const joined = { balance: { bearingMinor: 20_000n }, owed };
    expect(interestOf(terms, joined)?.[0]).toBe(4590n + 10_758n);
    const after = interestOf(terms, { owed, balance: { bearingMinor: 0n } });
    expect(after?.[0]).toBe(4500n + 10_757n);
  });

  it("stops at a total cap, counting what accrued before the plan", () => {
    const cap = capOf(20_000n);
    expect(interestOf({ cap })).toEqual([15_000n, 5000n, 0n]);
    const accrued = rational(10_001n, 2n);
    expect(interestOf({ cap }, { balance: { accrued } })).toEqual([15_000n, 0n, 0n]);
    expect(interestOf({ cap }, { balance: { accrued: rational(7001n) } })?.[0]).toBe(12_999n);
    expect(interestOf({ cap: capOf(100n) }, { balance: { accrued } })).toEqual([0n, 0n, 0n]);
  });
});

describe("a plan at a reduced rate", () => {
  it("knows neither the account's cap, nor its compounding, nor what accrued before", () => {
    const plain = interestOf({}, { mode: "reduced" });
    // 30 days on 10000.00 at 0.0001 a day.
    expect(plain?.[0]).toBe(3000n);
    const terms = {
      cap: capOf(1n),
      compounding: "statement",
      statementDay: 1,
      accruesOn: ["fees"],
    } as const;
    const balance = { bearingMinor: 500_000n, accrued: rational(9n) };
    expect(interestOf(terms, { mode: "reduced", balance })).toEqual(plain);
  });
});
