import { describe, expect, it } from "vitest";
import type { OfferInput } from "#app/domain/plans/input.ts";
import { buildJointAgreement } from "#app/domain/plans/joint-agreement.ts";
import type { JointOffer } from "#app/domain/plans/joint-offer.ts";
import { jointOffers } from "#app/domain/plans/joint-offers.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { planInput } from "../../support/oracle/plans-input.ts";

const portfolio = { code: "MH", name: "明湖银行", locale: "zh-CN" };
const signer = { debtorRef: "D-1", name: "林静", locale: "en" };

/** 1,800.00 of one creditor and 1,273.80 of another, in three. */
function agreementOf(id: string, policy: Partial<Policy> = {}, originals = ["甲银行", "乙银行"]) {
  const accounts = [180_000n, 127_380n].map((principal, index): OfferInput => {
    const accountRef = `A-${index + 1}`;
    const owed = { principal, interest: 0n };
    return planInput({ owed, account: { accountRef }, policy: { id, ...policy } });
  });
  const [offer] = jointOffers({ accounts, statement: null }) as readonly [JointOffer];
  return buildJointAgreement({
    offer,
    accounts: accounts.map(({ account, balance }, index) => ({
      account,
      balance: { ...balance, daysOverdue: 10 * index },
      originalCreditor: originals[index] ?? null,
      serial: index + 1,
    })),
    policy: (accounts[0] as OfferInput).policy,
    portfolio,
    signer,
    consentVersion: "2026-11",
  });
}

describe("an agreement on several accounts", () => {
  it("says what all owe and pay, and what each does", () => {
    const agreement = agreementOf("cn-bank-card");
    expect(agreement.debt).toMatchObject({
      accountRef: "A-1 + A-2",
      total: "3073.80",
      daysOverdue: 10,
    });
    expect(agreement.plan).toMatchObject({ terms: 3, toPay: "3073.80" });
    expect(agreement.schedule.map(({ amount }) => amount)).toEqual([
      "1024.60",
      "1024.60",
      "1024.60",
    ]);
    expect(
      agreement.accounts?.map(({ debt, plan, schedule, serial, original }) => [
        debt.accountRef,
        plan.toPay,
        schedule[0]?.amount,
        serial,
        original,
      ]),
    ).toEqual([
      ["A-1", "1800.00", "600.00", 1, "甲银行"],
      ["A-2", "1273.80", "424.60", 2, "乙银行"],
    ]);
  });

  it.each(["cn-bank-card", "us-reg-f", "uk-conc", "my-own"])("has all that %s asks for", (id) => {
    const { clauses, contents } = agreementOf(id);
    expect(clauses.slice(0, 6).map(({ key }) => key)).toEqual([
      "debt-together",
      "repay-instalments",
      "account-part",
      "account-part",
      "accounts-apart",
      "interest-frozen",
    ]);
    const keys = clauses.map(({ key }) => key as string);
    for (const item of contents) {
      for (const key of item.clauses) expect(keys).toContain(key);
    }
    expect(contents.length > 0).toBe(id !== "my-own");
  });

  it("names what each account pays in the clause that is about it", () => {
    const parts = agreementOf("own").clauses.filter(({ key }) => key === "account-part");
    expect(parts.map(({ params }) => [params.accountRef, params.total, params.amount])).toEqual([
      ["A-1", "1800.00", "600.00"],
      ["A-2", "1273.80", "424.60"],
    ]);
    const full = { full: { discount: decimal("0.05"), payWithinDays: 7 } };
    const once = agreementOf("own", full).clauses;
    expect(once[1]?.key).toBe("repay-once");
    expect(once[2]?.params).toMatchObject({ terms: 1, toPay: "1710.00" });
    expect(once.find(({ key }) => key === "waiver")?.params.waived).toBe("153.69");
  });

  it("names an original creditor for all only when it is the same", () => {
    expect(agreementOf("own").creditor.original).toBe("");
    expect(agreementOf("own", {}, ["甲银行", "甲银行"]).creditor.original).toBe("甲银行");
    expect(agreementOf("own", {}, []).creditor.original).toBe("");
  });
});
