import { describe, expect, it } from "vitest";
import { buildAgreement } from "#app/domain/plans/agreement.ts";
import { clauseKeys } from "#app/domain/plans/clause.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { Offer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { regimeOf } from "#app/domain/plans/regime.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { type PlanCase, planInput } from "../../support/oracle/plans-input.ts";

const portfolio = { code: "MH", name: "明湖银行", locale: "zh-CN", originalCreditor: null };
const signer = { debtorRef: "D-1", name: "林静", locale: "en" };

function agreementOf(input: OfferInput, pick: (offer: Offer) => boolean = () => true) {
  const offer = computeOffers(input).find(pick) as Offer;
  const { account, balance, policy } = input;
  const consentVersion = "2026-11";
  return buildAgreement({ offer, account, balance, policy, portfolio, signer, consentVersion });
}
const withId = (id: string, change: PlanCase = {}) =>
  planInput({
    owed: { principal: 9000n, interest: 1000n },
    ...change,
    policy: { id, ...change.policy },
  });
const keys = (input: OfferInput) => agreementOf(input).clauses.map((clause) => clause.key);

describe("agreement", () => {
  it("says in facts what is owed and how it is repaid", () => {
    const agreement = agreementOf(withId("cn-bank-card"));
    expect(agreement).toMatchObject({
      form: "evenkeel-agreement-1",
      regime: "cn-bank-card",
      consentVersion: "2026-11",
      languages: ["en", "zh-CN"],
      creditor: { portfolio: "MH", name: "明湖银行", original: "" },
      signer: { debtorRef: "D-1", name: "林静" },
      debt: { on: "2026-11-21", currency: "CNY", total: "100.00", daysOverdue: 0 },
      plan: { kind: "instalments", terms: 3, frequency: "monthly", toPay: "100.00", graceDays: 3 },
    });
    expect(agreement.schedule[2]).toEqual({
      n: 3,
      dueOn: "2027-01-22",
      movedFrom: "",
      amount: "33.32",
      components: {
        principal: "33.32",
        interest: "0.00",
        penalty: "0.00",
        fees: "0.00",
        costs: "0.00",
      },
      balanceAfter: "0.00",
    });
    expect(agreement.clauses[0]).toEqual({
      key: "debt",
      params: {
        on: "2026-11-21",
        currency: "CNY",
        total: "100.00",
        principal: "90.00",
        interest: "10.00",
        penalty: "0.00",
        fees: "0.00",
        costs: "0.00",
      },
    });
    expect(agreement.clauses[1]).toEqual({
      key: "repay-instalments",
      params: {
        terms: 3,
        currency: "CNY",
        frequency: "monthly",
        firstAmount: "33.34",
        amount: "33.34",
        lastAmount: "33.32",
        toPay: "100.00",
        firstDueOn: "2026-11-22",
        lastDueOn: "2027-01-22",
      },
    });
  });

  it("says what the plan costs and what happens when a payment is missed", () => {
    const fee = { mode: "fee", feePerInstalment: decimal("0.01") } as const;
    const { clauses } = agreementOf(withId("own", { instalments: { interest: fee } }));
    const params = (key: string) => clauses.find((clause) => clause.key === key)?.params;
    expect(params("interest-fee")).toMatchObject({ interest: "2.70" });
    expect(params("interest-fee")?.annualRate).toMatch(/^0\.\d{4}$/);
    expect(Number(params("interest-fee")?.annualRateCompound)).toBeGreaterThan(
      Number(params("interest-fee")?.annualRate),
    );
    expect(params("missed-payment")).toEqual({ graceDays: 3, breakAfterMissed: 2 });
  });

  it("promises no split of an instalment that payments do not follow", () => {
    const mode = (interest: "frozen" | "fee") =>
      interest === "fee"
        ? { mode: interest, feePerInstalment: decimal("0.01") }
        : { mode: interest };
    const splits = (["frozen", "fee"] as const).map((interest) =>
      agreementOf(withId("own", { instalments: { interest: mode(interest) } })).schedule.map(
        (line) => Object.hasOwn(line, "components"),
      ),
    );
    expect(splits).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
  });

  it("survives canonical JSON: texts and whole numbers only, nothing undefined", () => {
    const agreement = agreementOf(
      withId("cn-bank-card", { instalments: { workingDays: "following" } }),
    );
    expect(JSON.parse(JSON.stringify(agreement))).toEqual(agreement);
    const walk = (value: unknown): void => {
      if (typeof value === "object" && value !== null) {
        for (const inner of Object.values(value)) walk(inner);
      } else if (typeof value === "number") expect(Number.isSafeInteger(value)).toBe(true);
      else expect(typeof value).toBe("string");
    };
    walk(agreement);
    expect(agreement.schedule[0]).toMatchObject({ dueOn: "2026-11-23", movedFrom: "2026-11-22" });
  });

  it("contains, for bank cards, everything that art. 70 lists", () => {
    const agreement = agreementOf(withId("cn-bank-card"));
    expect(agreement.contents.map((content) => content.item)).toEqual([
      "balance-parts-currency",
      "cycle-way-currency-dates-amounts",
      "fees-and-interest",
      "no-new-card",
      "rights-duties-breach",
      "other-matters",
    ]);
    const present = agreement.clauses.map((clause) => clause.key);
    for (const { clauses } of agreement.contents) {
      expect(clauses.length).toBeGreaterThan(0);
      for (const key of clauses) expect(present).toContain(key);
    }
    expect(agreementOf(withId("own")).contents).toEqual([]);
  });

  it.each([
    ["us-reg-f", "rights-us", "rights-kept"],
    ["uk-conc", "rights-uk", "advice-and-complaints"],
  ])("contains, for %s, what signing does not take away", (id, key, item) => {
    const { contents, clauses } = agreementOf(withId(id));
    expect(contents.at(-1)).toEqual({ item, clauses: [key] });
    expect(contents.flatMap((content) => content.clauses)).not.toContain("no-new-card");
    expect(clauses.map((clause) => clause.key)).toContain(key);
    expect(keys(withId("cn-bank-card"))).not.toContain(key);
  });

  it("has the clauses that fit the plan and the regime", () => {
    const end = ["early-payment", "missed-payment", "contact"];
    expect(keys(withId("cn-bank-card"))).toEqual([
      "debt",
      "repay-instalments",
      "interest-frozen",
      "collection-stops",
      "no-new-card",
      ...end,
    ]);
    const reduced = { mode: "reduced", annualRate: decimal("0.06") } as const;
    expect(keys(withId("uk-conc", { instalments: { interest: reduced } }))).toEqual([
      "debt",
      "repay-instalments",
      "interest-reduced",
      "early-payment",
      "missed-payment",
      "rights-uk",
      "contact",
    ]);
    const contract = { mode: "contract" } as const;
    expect(keys(withId("cn-bank-card", { instalments: { interest: contract } }))).toContain(
      "collection-stops",
    );
    const settled: Partial<Policy> = {
      settlement: [
        { fromDaysOverdue: 0, share: decimal("0.7"), maxPayments: 3, payWithinDays: 30 },
      ],
    };
    const settlement = agreementOf(
      withId("us-reg-f", { policy: settled }),
      (offer) => offer.kind === "settlement",
    );
    expect(settlement.clauses.map((clause) => clause.key)).toEqual([
      "debt",
      "repay-dates",
      "interest-frozen",
      "waiver",
      "collection-stops",
      "early-payment",
      "missed-payment",
      "rights-us",
      "contact",
    ]);
    expect(settlement.clauses[3]?.params).toEqual({ waived: "30.00", lastDueOn: "2026-12-21" });
    const full: Partial<Policy> = { full: { discount: decimal("0"), payWithinDays: 5 } };
    expect(keys(withId("own", { policy: full }))[1]).toBe("repay-once");
    for (const key of keys(withId("cn-bank-card"))) expect(clauseKeys).toContain(key);
  });

  it("shows a first amount of its own after a down payment", () => {
    const down = agreementOf(withId("own", { instalments: { downPaymentMinMinor: 5000n } }));
    expect(down.clauses[1]?.params).toMatchObject({ firstAmount: "50.00", amount: "25.00" });
    const two = agreementOf(withId("own", { instalments: { offerTerms: [2] } }));
    expect(two.clauses[1]?.params).toMatchObject({ amount: "50.00", lastAmount: "50.00" });
  });

  it.each([
    ["cn-bank-card", "cn-bank-card"],
    ["cn-bank-card-2027", "cn-bank-card"],
    ["us-reg-f", "us-reg-f"],
    ["uk-conc", "uk-conc"],
    ["uk-concern", "general"],
    ["my-own", "general"],
  ])("takes policy %s for %s", (id, regime) => {
    expect(regimeOf(withId(id).policy)).toBe(regime);
  });
});
