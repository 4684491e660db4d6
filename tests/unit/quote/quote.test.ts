import { describe, expect, it } from "vitest";
import { quote } from "#app/domain/quote/quote.ts";
import { changed, quoteDocument } from "../../support/domain/documents.ts";

function answerTo(document: unknown) {
  const result = quote(document);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe("quote", () => {
  it("answers the contract's document in the contract's form", () => {
    const { on, currency, balance, offers, proposal } = answerTo(quoteDocument());
    expect({ on, currency }).toEqual({ on: "2026-11-21", currency: "CNY" });
    const { explanation, itemisation, ...amounts } = balance;
    expect(amounts).toEqual({
      principal: "10000.00",
      interest: "153.40",
      penalty: "0.00",
      fees: "0.00",
      costs: "0.00",
      total: "10153.40",
      credit: "0.00",
      daysOverdue: 90,
    });
    expect(explanation[0]).toEqual({
      from: "2026-11-01",
      to: "2026-11-05",
      days: 4,
      base: "10000.00",
      rate: "0.0005",
      amount: "20.00",
      component: "interest",
      rule: "daily-rate",
    });
    expect(itemisation.at(-2)).toEqual({
      on: "2026-11-10",
      kind: "payment",
      component: null,
      amount: "-500.00",
      split: {
        principal: "0.00",
        interest: "420.00",
        penalty: "80.00",
        fees: "0.00",
        costs: "0.00",
      },
      rule: "allocation:up-to-90",
      reference: null,
    });
    expect(proposal?.answer).toBe("accepted");
    expect(proposal?.offer?.schedule[0]).toMatchObject({ n: 1, amount: "600.00" });
    expect(offers.map((offer) => offer.kind)).toContain("full");
  });

  it("gives the bank's published 17.40 under the card preset", () => {
    const { balance } = answerTo({
      on: "2026-05-05",
      account: {
        accountRef: "6225-0002",
        currency: "CNY",
        asOf: "2026-03-30",
        components: { principal: "1000.00" },
        interest: { dailyRate: "0.0005", statementDay: 5 },
        movements: [{ on: "2026-04-23", kind: "payment", amount: "100.00" }],
      },
      policy: "cn-bank-card",
    });
    expect(balance).toMatchObject({ principal: "900.00", interest: "17.40", total: "917.40" });
    expect(balance.explanation.map((line) => line.amount)).toEqual(["12.00", "5.40"]);
  });

  it("gives an offer every field of the contract, amounts as texts", () => {
    const offer = answerTo(quoteDocument()).offers.find((one) => one.terms === 12);
    expect(offer).toMatchObject({
      kind: "instalments",
      terms: 12,
      frequency: "monthly",
      interest: "frozen",
      totals: {
        toPay: "10153.40",
        interest: "0.00",
        fees: "0.00",
        waived: "0.00",
        overToday: "0.00",
      },
      annualRate: "0.0000",
      annualRateCompound: "0.0000",
      firstDueOn: "2026-12-15",
      lastDueOn: "2027-11-15",
      validUntil: "2026-11-28",
      affordability: { left: "5000.00", share: "0.17", warning: false },
    });
    expect(offer?.schedule.at(-1)?.balanceAfter).toBe("0.00");
    expect(Object.keys(offer?.schedule[0] ?? {})).toEqual([
      "n",
      "dueOn",
      "amount",
      "components",
      "balanceAfter",
    ]);
  });

  it("has no proposal and no affordability when none was given", () => {
    const bare = { ...quoteDocument(), proposal: undefined, affordability: undefined };
    const { proposal, offers } = answerTo(bare);
    expect(proposal).toBeNull();
    expect(offers.every((offer) => offer.affordability === null)).toBe(true);
  });

  it("offers nothing on a debt that is paid, and shows the credit", () => {
    const paid = changed(quoteDocument(), "account.movements[0].amount", "20000.00");
    const { balance, offers, proposal } = answerTo(paid);
    expect([balance.total, balance.credit]).toEqual(["0.00", "9376.60"]);
    expect(offers).toEqual([]);
    expect(proposal).toEqual({ answer: "referred", reasons: ["nothing-owed"], nearest: [] });
  });

  it("offers nothing under a hold that stops offers", () => {
    const holds = [{ kind: "bankruptcy", from: "2026-11-05" }];
    expect(answerTo(changed(quoteDocument(), "account.holds", holds)).offers).toEqual([]);
  });

  it("names the days of the year of an annual rate, and a date that was moved", () => {
    const policy = {
      id: "x",
      allocation: [{ order: ["costs", "fees", "penalty", "interest", "principal"] }],
      instalments: { minTerms: 3, maxTerms: 3, offerTerms: [3], workingDays: "following" },
    };
    const annual = { annualRate: "0.06", dayCount: "act/360" };
    const document = changed(quoteDocument(), "account.interest", annual);
    const { balance, offers } = answerTo({ ...document, policy, proposal: null });
    expect(balance.explanation[0]).toMatchObject({ rate: "0.06", yearDays: 360, amount: "6.67" });
    const [offer] = offers;
    expect(offer?.schedule.map((line) => line.movedFrom)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const sunday = answerTo({ ...document, policy, proposal: null, firstDueOn: "2026-12-13" });
    expect(sunday.offers[0]?.schedule[0]).toMatchObject({
      dueOn: "2026-12-14",
      movedFrom: "2026-12-13",
    });
  });

  it("writes yen without places and dinars with three", () => {
    const account = { ...(quoteDocument().account as object), movements: [], minimumDue: "1" };
    const yen = { ...account, currency: "JPY", components: { principal: "1001" } };
    const plain = { ...quoteDocument(), affordability: null, proposal: null };
    expect(answerTo({ ...plain, account: yen }).balance).toMatchObject({ total: "1006" });
    const dinar = { ...account, currency: "KWD", components: { principal: "1001" } };
    expect(answerTo({ ...plain, account: dinar }).balance).toMatchObject({ total: "1006.005" });
  });

  it("answers the first fault of a wrong document", () => {
    expect(quote({ ...quoteDocument(), on: "2026-02-30" })).toEqual({
      ok: false,
      error: {
        code: "not-a-date",
        message: "expected a date that exists, as YYYY-MM-DD",
        path: "on",
      },
    });
  });
});
