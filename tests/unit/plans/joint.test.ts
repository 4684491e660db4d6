import { describe, expect, it } from "vitest";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { JointInput, JointOffer } from "#app/domain/plans/joint-offer.ts";
import { jointOffers } from "#app/domain/plans/joint-offers.ts";
import { jointOfferOfPick } from "#app/domain/plans/joint-pick.ts";
import { answerJointProposal } from "#app/domain/plans/joint-proposal.ts";
import { readPick } from "#app/domain/plans/pick.ts";
import type { Frequency, InstalmentRule, Policy } from "#app/domain/policy/policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { type PlanCase, planInput, statementOf } from "../../support/oracle/plans-input.ts";

const d = calendarDate;
const rule: Partial<InstalmentRule> = {
  minTerms: 3,
  maxTerms: 24,
  offerTerms: [6, 12],
  frequencies: ["monthly", "weekly"],
  minAmountMinor: 10_000n,
  firstDueFromDays: 24,
  firstDueToDays: 60,
};

/** Two cards of one debtor: 1,800.00 and 1,273.80 owed, overdue for 10 and 100 days. */
function cards(changes: PlanCase = {}, second: PlanCase = {}): JointInput {
  const input = (ref: string, owed: bigint, more: PlanCase): OfferInput => {
    const merged = { ...rule, ...changes.instalments, ...more.instalments };
    const base = planInput({
      owed: { principal: owed },
      ...changes,
      ...more,
      account: { accountRef: ref, ...changes.account, ...more.account },
      instalments: more.instalments === null ? null : merged,
    });
    const { daysOverdue } = { daysOverdue: ref === "A-1" ? 10 : 100 };
    return { ...base, balance: { ...base.balance, daysOverdue } };
  };
  return {
    accounts: [input("A-1", 180_000n, {}), input("B-2", 127_380n, second)],
    statement: null,
  };
}

const monthly = (offers: readonly JointOffer[]) =>
  offers.filter((offer) => offer.kind === "instalments" && offer.frequency === "monthly");
const each = ({ schedule }: Pick<JointOffer, "schedule">) =>
  schedule.map((line) => line.amountMinor);

function ask(
  input: JointInput,
  amountMinor: bigint,
  { on = "2026-12-15", frequency = "monthly" as Frequency } = {},
) {
  return answerJointProposal(input, { amountMinor, frequency, firstDueOn: d(on) });
}

describe("one plan for two accounts", () => {
  it("adds the accounts' own plans up, line by line, and shows what each pays", () => {
    const [six] = monthly(jointOffers(cards()));
    expect(six).toMatchObject({ terms: 6, firstDueOn: "2026-12-15", lastDueOn: "2027-05-15" });
    expect(each(six as JointOffer)).toEqual(Array(6).fill(51_230n));
    expect(six?.parts.map(({ accountRef, offer }) => [accountRef, each(offer)])).toEqual([
      ["A-1", Array(6).fill(30_000n)],
      ["B-2", Array(6).fill(21_230n)],
    ]);
    expect(six?.schedule.map((line) => line.balanceAfterMinor)).toEqual([
      256_150n,
      204_920n,
      153_690n,
      102_460n,
      51_230n,
      0n,
    ]);
    expect(six?.totals).toMatchObject({ toPayMinor: 307_380n, interestMinor: 0n, waivedMinor: 0n });
    expect([six?.annualRate, six?.annualRateCompound]).toEqual(["0.0000", "0.0000"]);
  });

  it("has the remainder of each account last", () => {
    const [, twelve] = monthly(jointOffers(cards()));
    // 1,273.80 / 12 = 106.15; 1,800.00 / 12 = 150.00.
    expect(each(twelve as JointOffer)).toEqual(Array(12).fill(25_615n));
    const odd = cards({}, { owed: { principal: 127_381n } });
    const [, later] = monthly(jointOffers(odd));
    expect(each(later as JointOffer).at(-1)).toBe(15_000n + 10_605n);
  });

  it("has only numbers of payments that each account's policy allows", () => {
    // 1,000.00 in 12 is under the smallest instalment of 100.00.
    const small = cards({}, { owed: { principal: 100_000n } });
    expect(monthly(jointOffers(small)).map((offer) => offer.terms)).toEqual([6]);
    const apart = cards({}, { instalments: { offerTerms: [12, 24] } });
    expect(monthly(jointOffers(apart)).map((offer) => offer.terms)).toEqual([12]);
    const weekly = cards({}, { instalments: { frequencies: ["weekly"] } });
    expect(monthly(jointOffers(weekly))).toEqual([]);
    expect(jointOffers(cards({}, { instalments: null }))).toEqual([]);
  });

  it("takes the annual rate of the whole, between those of its parts", () => {
    const dear = { rate: { per: "day", value: decimal("0.0007"), text: "" } } as const;
    const bearing = cards({ instalments: { interest: { mode: "contract" } } });
    const [a, b] = bearing.accounts as readonly [OfferInput, OfferInput];
    const costly = {
      ...b,
      account: { ...b.account, interest: { ...b.account.interest, ...dear } },
    };
    const [six] = monthly(jointOffers({ ...bearing, accounts: [a, costly] }));
    const [low, high] = (six?.parts ?? []).map(({ offer }) => Number(offer.annualRate));
    expect(low).toBeLessThan(Number(six?.annualRate));
    expect(high).toBeGreaterThan(Number(six?.annualRate));
    expect(six?.totals.interestMinor).toBe(
      six?.parts.reduce((sum, { offer }) => sum + offer.totals.interestMinor, 0n),
    );
  });

  it("judges what can be afforded on the whole", () => {
    const input = { ...cards(), statement: statementOf(100_000n, 40_000n) };
    const [six, twelve] = monthly(jointOffers(input));
    expect(six?.affordability).toMatchObject({ leftMinor: 60_000n, share: "0.85", warning: true });
    expect(twelve?.affordability).toMatchObject({ share: "0.43", warning: false });
    const shares = { shares: [decimal("0.5")], warnAbove: decimal("0.8") };
    const shared = { ...cards({ policy: { affordability: shares } }), statement: input.statement };
    // 300.00 a month: 3,073.80 in 11 payments of 163.64 and 115.80 is the fewest within it.
    const eleven = monthly(jointOffers(shared)).find((offer) => offer.terms === 11);
    expect(eleven?.reasons).toEqual(["affordable-share:0.5"]);
    expect(eleven?.schedule[0]?.amountMinor).toBe(16_364n + 11_580n);
  });
});

describe("other ways for two accounts", () => {
  it("pays both at once, each with its own discount", () => {
    const full = { discount: decimal("0.05"), payWithinDays: 7 };
    const [offer] = jointOffers(cards({ policy: { full } }));
    expect(offer).toMatchObject({ kind: "full", terms: 1, frequency: null });
    expect(offer?.totals.waivedMinor).toBe(9_000n + 6_369n);
    expect(offer?.schedule[0]).toMatchObject({ dueOn: "2026-11-28", balanceAfterMinor: 0n });
  });

  it("settles both only where both may settle on the same dates", () => {
    const band = { share: decimal("0.7"), maxPayments: 3, payWithinDays: 30 };
    const late: Partial<Policy> = { settlement: [{ ...band, fromDaysOverdue: 90 }] };
    expect(jointOffers(cards({ policy: late })).some(({ kind }) => kind === "settlement")).toBe(
      false,
    );
    const both: Partial<Policy> = { settlement: [{ ...band, fromDaysOverdue: 0 }] };
    const found = jointOffers(cards({ policy: both })).find(({ kind }) => kind === "settlement");
    expect(found).toMatchObject({ terms: 3, lastDueOn: "2026-12-21" });
    expect(found?.totals.toPayMinor).toBe(126_000n + 89_166n);
    const longer = { ...band, fromDaysOverdue: 90, payWithinDays: 60 };
    const apart: Partial<Policy> = { settlement: [{ ...band, fromDaysOverdue: 0 }, longer] };
    expect(jointOffers(cards({ policy: apart })).some(({ kind }) => kind === "settlement")).toBe(
      false,
    );
  });

  it("defers both, then in the first number that can be afforded", () => {
    const deferment = { maxDays: 90, perYear: 1, interest: "frozen", then: "instalments" } as const;
    const find = (input: JointInput) => jointOffers(input).find(({ kind }) => kind === "deferment");
    expect(find(cards({ policy: { deferment } }))).toMatchObject({
      terms: 6,
      firstDueOn: "2027-02-19",
    });
    const means = { ...cards({ policy: { deferment } }), statement: statementOf(60_000n, 0n) };
    expect(find(means)).toMatchObject({ terms: 12 });
    const used = cards({ policy: { deferment } }, { more: { defermentsUsed: 1 } });
    expect(find(used)).toBeUndefined();
    const once = { ...deferment, then: "full" } as const;
    expect(find(cards({ policy: { deferment: once } }))).toMatchObject({ terms: 1 });
  });

  it("has none when one of them owes nothing, or while a hold stops offers on one", () => {
    expect(jointOffers(cards({}, { owed: {} }))).toEqual([]);
    const hold = { kind: "dispute", from: d("2026-11-01"), to: null, effects: ["offers"] } as const;
    const held = cards({}, { account: { holds: [hold] } });
    expect(jointOffers(held)).toEqual([]);
    expect(ask(held, 51_230n)).toMatchObject({
      answer: "referred",
      reasons: ["hold-stops-offers"],
    });
  });

  it("cannot be asked of one account, or of two currencies", () => {
    const input = cards();
    const [first] = input.accounts as readonly [OfferInput];
    expect(() => jointOffers({ ...input, accounts: [first] })).toThrow("several accounts");
    const yen = { ...first, account: { ...first.account, currency: "JPY" } } as OfferInput;
    expect(() => jointOffers({ ...input, accounts: [first, yen] })).toThrow("share day");
  });
});

describe("a proposal for two accounts", () => {
  it("is accepted in the fewest payments that come to no more than was asked", () => {
    const exact = ask(cards(), 51_230n);
    expect(exact).toMatchObject({ answer: "accepted", reasons: [], nearest: [] });
    expect(exact.offer).toMatchObject({ terms: 6, reasons: ["asked"] });
    const less = ask(cards(), 51_229n);
    // In 7: 257.15 and 181.98.
    expect(less.offer).toMatchObject({ terms: 7 });
    expect(less.offer?.schedule[0]?.amountMinor).toBe(25_715n + 18_198n);
  });

  it("is countered by the nearest plan, with what changed", () => {
    const low = ask(cards(), 20_000n);
    // 1,273.80 in 12 is 106.15, in 13 it is 97.99 and under 100.00.
    expect([low.answer, low.reasons, low.offer]).toEqual([
      "counter",
      ["account-below-minimum"],
      null,
    ]);
    expect(low.nearest.map(({ terms, reasons }) => [terms, reasons])).toEqual([
      [12, ["changed:amount"]],
    ]);
    const long = ask(cards({ instalments: { minAmountMinor: 0n } }), 10_000n);
    expect([long.reasons, long.nearest.map(({ terms }) => terms)]).toEqual([
      ["too-many-terms"],
      [24, 12],
    ]);
  });

  it("is countered on another date or rhythm", () => {
    const early = ask(cards(), 51_230n, { on: "2026-11-25" });
    expect(early.reasons).toEqual(["first-date-too-early"]);
    expect(early.nearest[0]).toMatchObject({
      terms: 6,
      firstDueOn: "2026-12-15",
      reasons: ["changed:first-date"],
    });
    const rare = ask(cards(), 25_000n, { frequency: "fortnightly" });
    expect(rare.reasons).toEqual(["frequency-not-offered"]);
    expect(rare.nearest[0]?.reasons).toEqual(["changed:amount", "changed:frequency"]);
  });

  it("may name an end instead of an amount", () => {
    const until = (endOn: string) =>
      answerJointProposal(cards(), { endOn: d(endOn), frequency: "monthly", firstDueOn: null });
    expect(until("2027-05-20").offer).toMatchObject({ terms: 6, lastDueOn: "2027-05-15" });
    expect(until("2029-05-20").reasons).toEqual(["too-many-terms"]);
    expect(until("2027-01-20").reasons).toEqual(["too-few-terms"]);
    const far = until("2028-03-20");
    expect(far.reasons).toEqual(["account-below-minimum"]);
    expect(far.nearest[0]).toMatchObject({ terms: 12, reasons: ["changed:terms"] });
  });

  it("pays both at once when it is enough for that", () => {
    const full = { discount: decimal("0.05"), payWithinDays: 30 };
    const input = cards({ policy: { full } });
    const enough = ask(input, 307_380n);
    expect(enough).toMatchObject({ answer: "accepted", reasons: ["pays-in-full"] });
    expect(enough.offer).toMatchObject({ kind: "full", firstDueOn: "2026-12-15" });
    const late = ask(input, 307_380n, { on: "2027-02-15" });
    expect(late).toMatchObject({ answer: "counter", reasons: ["first-date-too-late"] });
    expect(late.nearest[0]).toMatchObject({
      kind: "full",
      reasons: ["pays-in-full", "changed:first-date"],
    });
  });

  it("goes to a person when the accounts share no plan, or nothing is left over", () => {
    const none = cards({}, { owed: { principal: 9_000n } });
    expect(ask(none, 50_000n)).toMatchObject({
      answer: "referred",
      reasons: ["no-shared-terms"],
      nearest: [],
    });
    expect(ask(cards({}, { instalments: null }), 50_000n).reasons).toEqual([
      "no-instalments-in-policy",
    ]);
    const poor = { ...cards(), statement: statementOf(1_000n, 2_000n) };
    expect(ask(poor, 20_000n).answer).toBe("referred");
    expect(ask(poor, 51_230n).reasons).toEqual(["above-affordable"]);
    expect(ask(cards({}, { owed: {} }), 50_000n).reasons).toEqual(["nothing-owed"]);
  });
});

describe("a joint pick", () => {
  it.each([
    ["2026-11-21.instalments.12.monthly.2026-12-20", 12],
    ["2026-11-21.amount.51230.monthly.2026-12-15", 6],
  ])("%s names an offer", (text, terms) => {
    const pick = readPick(text);
    expect(pick && jointOfferOfPick(pick, cards())).toMatchObject({ terms });
  });

  it.each([
    "2026-11-21.instalments.7.monthly.2026-12-20",
    "2026-11-21.amount.1.monthly.2026-12-15",
  ])("%s names none", (text) => {
    const pick = readPick(text);
    expect(pick && jointOfferOfPick(pick, cards())).toBeNull();
  });
});
