import { describe, expect, it } from "vitest";
import { readQuote } from "#app/domain/quote/read-quote.ts";
import { changed, quoteDocument, wholePolicy } from "../../support/domain/documents.ts";

/** The code and path with which a changed document is refused, or "read". */
function refusal(document: unknown): string {
  const result = readQuote(document);
  return result.ok ? "read" : `${result.error.code} ${result.error.path}`;
}
const withPolicy = () => changed(quoteDocument(), "policy", wholePolicy());

describe("a quote document is refused with the path of its first fault", () => {
  it("but the whole ones of the contract are read", () => {
    expect(refusal(quoteDocument())).toBe("read");
    expect(refusal(withPolicy())).toBe("read");
  });

  it.each([
    ["", null, "missing-field "],
    ["", [], "not-an-object "],
    ["", "text", "not-an-object "],
    ["", 7, "not-an-object "],
    ["", {}, "missing-field on"],
  ])("%s %j", (_, document, expected) => expect(refusal(document)).toBe(expected));

  it.each([
    ["on", undefined, "missing-field on"],
    ["on", null, "missing-field on"],
    ["on", 20_261_121, "not-text on"],
    ["on", "2026-02-29", "not-a-date on"],
    ["on", "2026-11-31", "not-a-date on"],
    ["on", "21/11/2026", "not-a-date on"],
    ["on", "2026-11-21T00:00:00Z", "not-a-date on"],
    ["on", "2200-01-01", "out-of-range on"],
    ["on", "2026-10-31", "on-before-as-of on"],
    ["extra", 1, "unknown-field extra"],
    ["account", undefined, "missing-field account"],
    ["account", "6225", "not-an-object account"],
    ["account.note", "x", "unknown-field account.note"],
    ["account.two words", "x", 'unknown-field account["two words"]'],
    ["account.accountRef", undefined, "missing-field account.accountRef"],
    ["account.accountRef", "", "empty-text account.accountRef"],
    ["policy", "x".repeat(201), "too-long policy"],
    ["account.accountRef", "x".repeat(101), "too-long account.accountRef"],
    ["account.currency", undefined, "missing-field account.currency"],
    ["account.currency", "RMB", "unknown-currency account.currency"],
    ["account.currency", "cny", "unknown-currency account.currency"],
    ["account.currency", "toString", "unknown-currency account.currency"],
    ["account.asOf", "2026-13-01", "not-a-date account.asOf"],
    ["account.components", undefined, "missing-field account.components"],
    ["account.components", [], "not-an-object account.components"],
    ["account.components.principal", undefined, "missing-field account.components.principal"],
    ["account.components.principal", 10_000, "not-text account.components.principal"],
    ["account.components.principal", "-1.00", "negative-amount account.components.principal"],
    ["account.components.principal", "1e4", "not-an-amount account.components.principal"],
    ["account.components.principal", "+1.00", "not-an-amount account.components.principal"],
    ["account.components.principal", "1,000.00", "not-an-amount account.components.principal"],
    ["account.components.principal", " 1.00", "not-an-amount account.components.principal"],
    ["account.components.principal", ".50", "not-an-amount account.components.principal"],
    ["account.components.principal", "", "empty-text account.components.principal"],
    ["account.components.principal", "1.001", "amount-too-fine account.components.principal"],
    ["account.components.principal", "1.000", "amount-too-fine account.components.principal"],
    [
      "account.components.principal",
      "10000000000000.01",
      "amount-too-large account.components.principal",
    ],
    ["account.components.interest", "-0.01", "negative-amount account.components.interest"],
    ["account.components.interest", null, "missing-field account.components.interest"],
    ["account.components.tax", "1.00", "unknown-field account.components.tax"],
    ["account.minimumDue", "-5", "negative-amount account.minimumDue"],
    ["account.delinquentSince", "2026-06-31", "not-a-date account.delinquentSince"],
    ["account.product", 5, "not-text account.product"],
    ["account.movements", {}, "not-a-list account.movements"],
    ["account.movements[0].on", "2026-10-31", "movement-before-as-of account.movements[0].on"],
    ["account.movements[0].on", "2026-11-22", "movement-after-on account.movements[0].on"],
    ["account.movements[0].kind", "gift", "unknown-value account.movements[0].kind"],
    ["account.movements[0].amount", "0.00", "not-positive account.movements[0].amount"],
    ["account.movements[0].amount", "-5.00", "negative-amount account.movements[0].amount"],
    ["account.movements[0].amount", 500, "not-text account.movements[0].amount"],
    ["account.movements[0].component", "tax", "unknown-value account.movements[0].component"],
    ["account.movements[0].kind", "charge", "missing-field account.movements[0].component"],
    [
      "account.movements[0].split",
      { principal: "500.01" },
      "split-not-the-amount account.movements[0].split",
    ],
    ["account.movements[0].at", "x", "unknown-field account.movements[0].at"],
    ["account.holds[0].kind", "holiday", "unknown-value account.holds[0].kind"],
    ["account.holds[0].from", undefined, "missing-field account.holds[0].from"],
    ["account.holds[0].to", "2026-11-04", "to-before-from account.holds[0].to"],
    ["account.holds[0].effects", ["interests"], "unknown-value account.holds[0].effects[0]"],
    [
      "account.holds[0].effects",
      ["interest", "interest"],
      "duplicate-value account.holds[0].effects",
    ],
    ["account.holds[0].by", "x", "unknown-field account.holds[0].by"],
    ["firstDueOn", "2026-11-21", "first-date-too-early firstDueOn"],
    ["firstDueOn", "2027-01-06", "first-date-too-late firstDueOn"],
    ["firstDueOn", 5, "not-text firstDueOn"],
    ["affordability", [], "not-an-object affordability"],
    ["affordability.incomes", [], "unknown-field affordability.incomes"],
    ["affordability.income[0].monthly", 8_000, "not-text affordability.income[0].monthly"],
    ["affordability.income[0].monthly", "-1", "negative-amount affordability.income[0].monthly"],
    ["affordability.spending[0].kind", "", "empty-text affordability.spending[0].kind"],
    ["proposal", "600", "not-an-object proposal"],
    ["proposal.amount", undefined, "missing-field proposal.amount"],
    ["proposal.amount", "0", "not-positive proposal.amount"],
    ["proposal.endOn", "2027-12-15", "conflicting-fields proposal.endOn"],
    ["proposal.frequency", "daily", "unknown-value proposal.frequency"],
    ["proposal.firstDueOn", undefined, "missing-field proposal.firstDueOn"],
    ["policy", undefined, "missing-field policy"],
    ["policy", "cn-bank", "unknown-policy policy"],
    ["policy", 5, "not-an-object policy"],
  ])("%s = %j: %s", (path, value, expected) => {
    expect(refusal(changed(quoteDocument(), path, value))).toBe(expected);
  });

  it.each([
    ["dailyRate", 0.0005, "not-text account.interest.dailyRate"],
    ["dailyRate", "5e-4", "not-a-decimal account.interest.dailyRate"],
    ["dailyRate", "-0.0005", "out-of-range account.interest.dailyRate"],
    ["dailyRate", "1.01", "out-of-range account.interest.dailyRate"],
    ["dailyRate", undefined, "missing-field account.interest.dailyRate"],
    ["annualRate", "0.18", "conflicting-fields account.interest.annualRate"],
    ["dayCount", "30/360", "unknown-value account.interest.dayCount"],
    ["accruesOn", "principal", "not-a-list account.interest.accruesOn"],
    ["accruesOn", ["capital"], "unknown-value account.interest.accruesOn[0]"],
    ["accruesOn", ["costs", "costs"], "duplicate-value account.interest.accruesOn"],
    ["compounding", "daily", "unknown-value account.interest.compounding"],
    ["statementDay", 0, "out-of-range account.interest.statementDay"],
    ["statementDay", 32, "out-of-range account.interest.statementDay"],
    ["statementDay", "5", "not-an-integer account.interest.statementDay"],
    ["statementDay", 5.5, "not-an-integer account.interest.statementDay"],
    ["cap", { total: "1.001" }, "amount-too-fine account.interest.cap.total"],
    ["cap", { annualRate: "x" }, "not-a-decimal account.interest.cap.annualRate"],
    ["cap", { daily: "1" }, "unknown-field account.interest.cap.daily"],
    ["rates", [{ from: "2026-11-05" }], "missing-field account.interest.rates[0].dailyRate"],
    [
      "rates",
      [
        { from: "2026-11-05", dailyRate: "0.0004" },
        { from: "2026-11-05", dailyRate: "0.0003" },
      ],
      "out-of-order account.interest.rates[1].from",
    ],
  ])("account.interest.%s = %j: %s", (name, value, expected) => {
    expect(refusal(changed(quoteDocument(), `account.interest.${name}`, value))).toBe(expected);
  });

  it("when interest compounds on no known day", () => {
    const without = changed(quoteDocument(), "account.interest.statementDay", undefined);
    const document = changed(without, "account.interest.compounding", "statement");
    expect(refusal(document)).toBe("missing-field account.interest.statementDay");
  });

  it("when a movement names a component and a split, or a charge's split leaves a rest", () => {
    const at = "account.movements[0]";
    const both = { on: "2026-11-10", kind: "payment", amount: "5.00", component: "fees" };
    const split = { fees: "4.00" };
    expect(refusal(changed(quoteDocument(), at, { ...both, split }))).toBe(
      `conflicting-fields ${at}.split`,
    );
    const charge = { on: "2026-11-10", kind: "charge", amount: "5.00", split };
    expect(refusal(changed(quoteDocument(), at, charge))).toBe(`split-not-the-amount ${at}.split`);
  });

  it("when a list is longer than any real one", () => {
    const holds = Array.from({ length: 201 }, () => ({ kind: "manual", from: "2026-11-01" }));
    expect(refusal(changed(quoteDocument(), "account.holds", holds))).toBe(
      "too-many account.holds",
    );
  });

  it("and says what is wrong in a sentence", () => {
    const result = readQuote(changed(quoteDocument(), "account.components.fees", "0.001"));
    expect(result).toEqual({
      ok: false,
      error: {
        code: "amount-too-fine",
        message: "CNY has 2 decimal places",
        path: "account.components.fees",
      },
    });
  });

  it("the account's fault before the policy's", () => {
    const document = changed(withPolicy(), "account.currency", "EURO");
    expect(refusal(changed(document, "policy.id", 5))).toBe("unknown-currency account.currency");
  });
});

describe("a quote document is read", () => {
  it.each([
    ["account.movements", undefined],
    ["account.holds", null],
    ["account.interest", undefined],
    ["account.minimumDue", undefined],
    ["account.delinquentSince", null],
    ["account.components.costs", undefined],
    ["account.holds[0].to", undefined],
    ["account.holds[0].to", "2026-11-05"],
    ["account.movements[0].on", "2026-11-01"],
    ["account.movements[0].on", "2026-11-21"],
    ["firstDueOn", undefined],
    ["firstDueOn", "2026-11-22"],
    ["firstDueOn", "2027-01-05"],
    ["affordability", undefined],
    ["affordability.spending", undefined],
    ["proposal", null],
    ["proposal", { endOn: "2027-12-15", frequency: "monthly" }],
    ["policy", "us-reg-f"],
    ["policy", "uk-conc"],
  ])("with %s = %j", (path, value) => {
    expect(refusal(changed(quoteDocument(), path, value))).toBe("read");
  });

  it("for the day of the snapshot itself", () => {
    const document = changed(quoteDocument(), "account.movements", []);
    const today = { ...document, on: "2026-11-01", firstDueOn: null };
    expect(refusal(today)).toBe("read");
    expect(refusal(changed(today, "account.accountRef", "x".repeat(100)))).toBe("read");
  });

  it("in currencies without and with three places", () => {
    const bare = changed(quoteDocument(), "account.movements", []);
    const yen = changed(changed(bare, "account.currency", "JPY"), "account.minimumDue", "1200");
    const parts = { principal: "10000", interest: "523" };
    const plain = { affordability: null, proposal: null };
    expect(refusal({ ...changed(yen, "account.components", parts), ...plain })).toBe("read");
    expect(refusal({ ...changed(yen, "account.components", { principal: "1.0" }), ...plain })).toBe(
      "amount-too-fine account.components.principal",
    );
    const dinar = changed(changed(bare, "account.currency", "KWD"), "account.minimumDue", "1.234");
    expect(refusal(dinar)).toBe("read");
  });

  it("and a hold without effects has those of its kind in the policy", () => {
    const bare = changed(quoteDocument(), "account.holds", [
      { kind: "dispute", from: "2026-11-05" },
    ]);
    const standard = readQuote(bare);
    expect(standard.ok && standard.value.account.holds[0]?.effects).toEqual([
      "notices",
      "autopay",
      "collection",
    ]);
    const own = changed(wholePolicy(), "holds", { dispute: ["interest"] });
    const house = readQuote(changed(bare, "policy", own));
    expect(house.ok && house.value.account.holds[0]?.effects).toEqual(["interest"]);
  });
});
