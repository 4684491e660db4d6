import { describe, expect, it } from "vitest";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { Offer, ProposalAnswer } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import type { Frequency, InstalmentRule } from "#app/domain/policy/policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal } from "#app/domain/primitives/rational.ts";
import { planInput } from "../../support/oracle/plans-input.ts";

const d = calendarDate;

/** 12,000.00 owed; 3–24 monthly or weekly instalments of at least 300.00 within 45 days. */
const rule: Partial<InstalmentRule> = {
  minTerms: 3,
  maxTerms: 24,
  offerTerms: [6, 12],
  frequencies: ["monthly", "weekly"],
  minAmountMinor: 30_000n,
  firstDueFromDays: 1,
  firstDueToDays: 45,
};
const full = { discount: decimal("0.05"), payWithinDays: 7 };

function inputFor(instalments: Partial<InstalmentRule> | null = {}, more = {}): OfferInput {
  const merged = instalments === null ? null : { ...rule, ...instalments };
  return planInput({ owed: { principal: 1_200_000n }, instalments: merged, more });
}

function ask(
  amountMinor: bigint,
  { on = "2026-12-15", frequency = "monthly" as Frequency, input = inputFor() } = {},
): ProposalAnswer {
  return answerProposal(input, { amountMinor, frequency, firstDueOn: d(on) });
}

const brief = (offer: Offer) => [
  offer.schedule[0]?.amountMinor,
  offer.terms,
  offer.frequency,
  offer.firstDueOn,
  offer.reasons,
];

describe("a proposal by amount", () => {
  it("is accepted within policy, keeping the amount with the remainder last", () => {
    const { answer, reasons, offer, nearest } = ask(110_000n);
    expect([answer, reasons, nearest]).toEqual(["accepted", [], []]);
    expect(offer?.schedule.map((line) => line.amountMinor)).toEqual([
      ...Array(10).fill(110_000n),
      100_000n,
    ]);
    expect(offer).toMatchObject({ kind: "instalments", terms: 11, firstDueOn: "2026-12-15" });
    expect(offer?.reasons).toEqual(["asked"]);
  });

  it("is countered at the minimum amount, or the longest plan when that is not enough", () => {
    const low = ask(20_000n, { input: inputFor({ maxTerms: 60 }) });
    expect([low.answer, low.reasons]).toEqual(["counter", ["below-minimum-amount"]]);
    expect(low.offer).toBeNull();
    expect(low.nearest.map(brief)).toEqual([
      [30_000n, 40, "monthly", "2026-12-15", ["changed:amount"]],
      [100_000n, 12, "monthly", "2026-12-15", ["changed:amount"]],
    ]);
    expect(ask(20_000n).nearest.map(brief)[0]).toEqual([
      50_000n,
      24,
      "monthly",
      "2026-12-15",
      ["changed:amount"],
    ]);
    expect(ask(0n).reasons).toEqual(["below-minimum-amount"]);
  });

  it("is countered when it would take too long or end too soon", () => {
    const long = ask(40_000n);
    expect([long.answer, long.reasons]).toEqual(["counter", ["too-many-terms"]]);
    expect(long.nearest.map((offer) => offer.terms)).toEqual([24, 12]);
    const short = ask(600_000n);
    expect([short.answer, short.reasons]).toEqual(["counter", ["too-few-terms"]]);
    expect(short.nearest.map((offer) => offer.terms)).toEqual([3, 6]);
    expect(ask(599_999n).answer).toBe("accepted");
  });

  it("is countered on the nearest date of the window", () => {
    const early = ask(110_000n, { on: "2026-11-21" });
    expect([early.answer, early.reasons]).toEqual(["counter", ["first-date-too-early"]]);
    expect(early.nearest.map(brief)[0]).toEqual([
      110_000n,
      11,
      "monthly",
      "2026-11-22",
      ["changed:first-date"],
    ]);
    const late = ask(110_000n, { on: "2027-03-01" });
    expect(late.reasons).toEqual(["first-date-too-late"]);
    expect(late.nearest.map(brief)).toEqual([
      [110_000n, 11, "monthly", "2027-01-05", ["changed:first-date"]],
      [100_000n, 12, "monthly", "2027-01-05", ["changed:amount", "changed:first-date"]],
    ]);
  });

  it("is countered in the frequencies on offer, for the same money by the year", () => {
    const { answer, reasons, nearest } = ask(60_000n, { frequency: "fortnightly" });
    expect([answer, reasons]).toEqual(["counter", ["frequency-not-offered"]]);
    expect(nearest.map(brief)).toEqual([
      [130_000n, 10, "monthly", "2026-12-15", ["changed:amount", "changed:frequency"]],
      [50_000n, 24, "weekly", "2026-12-15", ["changed:amount", "changed:frequency"]],
      [100_000n, 12, "monthly", "2026-12-15", ["changed:amount", "changed:frequency"]],
    ]);
    const onlyWeekly = inputFor({ frequencies: ["weekly"] });
    const other = ask(60_000n, { frequency: "fortnightly", input: onlyWeekly });
    expect(other.nearest.every((offer) => offer.frequency === "weekly")).toBe(true);
    const many = inputFor({ frequencies: ["weekly", "nth-weekday", "monthly", "four-weekly"] });
    const closest = ask(60_000n, { frequency: "fortnightly", input: many });
    expect(closest.nearest.map((offer) => offer.frequency)).toEqual([
      "four-weekly",
      "nth-weekday",
      "four-weekly",
    ]);
  });

  it("is shown the plan on offer whose amount is nearest, above or below", () => {
    const input = inputFor({ offerTerms: [4, 10, 20], firstDueToDays: 5 });
    const terms = (amountMinor: bigint) => ask(amountMinor, { input }).nearest[1]?.terms;
    expect([terms(89_000n), terms(120_000n), terms(200_000n)]).toEqual([20, undefined, 10]);
    expect([terms(91_000n), terms(119_000n), terms(211_000n)]).toEqual([10, 10, 4]);
  });

  it("may be less than the minimum when it is all that is left", () => {
    const small = planInput({
      owed: { principal: 20_000n },
      instalments: { ...rule, minTerms: 1 },
    });
    expect(ask(20_000n, { input: small }).offer).toMatchObject({ kind: "instalments", terms: 1 });
    expect(ask(19_999n, { input: small }).reasons).toEqual(["below-minimum-amount"]);
  });

  it("gives every reason at once", () => {
    const { reasons } = ask(10n, { on: "2027-03-01", frequency: "four-weekly" });
    expect(reasons).toEqual([
      "frequency-not-offered",
      "first-date-too-late",
      "below-minimum-amount",
    ]);
  });

  it("that does not cover its period's interest is countered, not tried for ever", () => {
    const input = inputFor({ interest: { mode: "contract" }, minAmountMinor: 1n });
    const { answer, reasons, nearest } = ask(100n, { input });
    expect([answer, reasons]).toEqual(["counter", ["too-many-terms"]]);
    expect(nearest[0]?.terms).toBe(24);
    const fee = { mode: "fee", feePerInstalment: decimal("0.01") } as const;
    const byFee = inputFor({ interest: fee, minAmountMinor: 1n, downPaymentMinMinor: 20_000n });
    expect(ask(12_000n, { input: byFee }).reasons).toEqual(["too-many-terms"]);
  });

  it("may end in fewer terms where the minimum amount leaves no level plan of them", () => {
    const small = planInput({
      owed: { principal: 25_000n },
      instalments: { ...rule, minAmountMinor: 10_000n },
    });
    const { answer, nearest } = ask(24_000n, { input: small });
    expect(answer).toBe("counter");
    expect(nearest.map((offer) => offer.schedule.map((line) => line.amountMinor))).toEqual([
      [10_000n, 10_000n, 5000n],
    ]);
  });

  it("makes the first instalment the down payment", () => {
    const { offer } = ask(100_000n, { input: inputFor({ downPaymentMinMinor: 200_000n }) });
    expect(offer?.schedule.slice(0, 2).map((line) => line.amountMinor)).toEqual([
      200_000n,
      100_000n,
    ]);
    expect(offer?.terms).toBe(11);
  });

  it("keeps last working days inside the window", () => {
    const input = inputFor({ frequencies: ["last-working-day"] });
    const fits = ask(110_000n, { input, frequency: "last-working-day" });
    expect(fits.offer?.schedule[0]?.dueOn).toBe("2026-12-31");
    const late = ask(110_000n, { input, frequency: "last-working-day", on: "2027-01-03" });
    expect(late.reasons).toEqual(["first-date-too-late"]);
    expect(late.nearest[0]?.firstDueOn).toBe("2026-12-31");
    expect(late.nearest[0]?.reasons).toEqual(["changed:first-date"]);
    const monthly = ask(110_000n, { input: inputFor(), frequency: "last-working-day" });
    expect(monthly.nearest[0]?.reasons).toEqual(["changed:frequency"]);
  });

  it("is countered in another frequency where its own has no day in the window", () => {
    const narrow = { firstDueToDays: 5, frequencies: ["last-working-day", "weekly"] } as const;
    const on = "2026-11-24";
    const late = ask(110_000n, { input: inputFor(narrow), frequency: "last-working-day", on });
    expect([late.answer, late.reasons]).toEqual(["counter", ["first-date-too-late"]]);
    expect(late.nearest.map((offer) => offer.frequency)).toEqual(["weekly", "weekly"]);
    expect(late.nearest[0]?.reasons).toEqual(["changed:amount", "changed:frequency"]);
    const weekly = ask(20_000n, { input: inputFor(narrow), frequency: "weekly", on });
    expect(weekly.nearest.map((offer) => offer.frequency)).toEqual(["weekly", "weekly"]);
  });
});

describe("a proposal to pay it all", () => {
  const withFull = (instalments: Partial<InstalmentRule> | null = {}) => {
    const input = inputFor(instalments);
    return { ...input, policy: { ...input.policy, full } };
  };

  it("is the full offer, discount and all, on the asked day within its time", () => {
    const { answer, reasons, offer } = ask(1_140_000n, { on: "2026-11-25", input: withFull() });
    expect([answer, reasons]).toEqual(["accepted", ["pays-in-full"]]);
    expect(offer).toMatchObject({ kind: "full", terms: 1, firstDueOn: "2026-11-25" });
    expect(offer?.totals.toPayMinor).toBe(1_140_000n);
    expect(ask(1_139_999n, { on: "2026-11-25", input: withFull() }).offer).toBeNull();
    expect(ask(1_140_000n, { on: "2026-11-21", input: withFull() }).answer).toBe("accepted");
  });

  it("later is countered with the last day of the full offer", () => {
    const { answer, reasons, nearest } = ask(1_200_000n, { input: withFull() });
    expect([answer, reasons]).toEqual(["counter", ["pays-in-full", "too-few-terms"]]);
    expect(nearest[0]).toMatchObject({ kind: "full", firstDueOn: "2026-11-28" });
    expect(nearest[0]?.reasons).toEqual(["pays-in-full", "changed:amount", "changed:first-date"]);
    const before = ask(1_200_000n, { on: "2026-11-20", input: withFull() });
    expect(before.reasons).toEqual(["pays-in-full", "first-date-too-early"]);
  });

  it("later is a plan of one where the policy has such plans", () => {
    const one = ask(1_200_000n, { input: withFull({ minTerms: 1 }) });
    expect(one.offer).toMatchObject({ kind: "instalments", terms: 1, firstDueOn: "2026-12-15" });
  });

  it("is possible without instalments, which are referred", () => {
    const none = ask(100_000n, { input: withFull(null) });
    expect(none).toEqual({
      answer: "referred",
      reasons: ["no-instalments-in-policy"],
      offer: null,
      nearest: [],
    });
    expect(ask(1_200_000n, { on: "2026-11-28", input: withFull(null) }).answer).toBe("accepted");
    const end = { endOn: d("2027-06-15"), frequency: "monthly", firstDueOn: null } as const;
    expect(answerProposal(withFull(null), end).reasons).toEqual(["no-instalments-in-policy"]);
  });
});

describe("what cannot be answered by a plan", () => {
  it("is referred when nothing is owed or a hold stops offers", () => {
    expect(ask(100n, { input: planInput({}) }).reasons).toEqual(["nothing-owed"]);
    const held = inputFor();
    const hold = {
      kind: "bankruptcy",
      from: d("2026-11-01"),
      to: null,
      effects: ["offers"],
    } as const;
    const input = { ...held, account: { ...held.account, holds: [hold] } };
    expect(ask(110_000n, { input })).toMatchObject({
      answer: "referred",
      reasons: ["hold-stops-offers"],
    });
  });

  it("is referred, and nothing is offered, once the debtor's own changes are used", () => {
    const counting = (changesUsed: number | undefined, changesPerYear: number | null) => {
      const input = inputFor({}, changesUsed === undefined ? {} : { changesUsed });
      const plan = { ...input.policy.plan, changesPerYear };
      return { ...input, policy: { ...input.policy, plan } };
    };
    const used = counting(2, 2);
    expect(ask(110_000n, { input: used })).toEqual({
      answer: "referred",
      reasons: ["changes-used"],
      offer: null,
      nearest: [],
    });
    expect(computeOffers(used)).toEqual([]);
    const free = [
      counting(1, 2),
      counting(undefined, 2),
      counting(undefined, 0),
      counting(9, null),
    ];
    for (const input of free) {
      expect(ask(110_000n, { input }).answer).toBe("accepted");
      expect(computeOffers(input)).not.toEqual([]);
    }
    expect(ask(110_000n, { input: counting(0, 0) }).answer).toBe("referred");
  });

  it("is referred when no plan of the policy fits the balance", () => {
    const tiny = planInput({
      owed: { principal: 2n },
      instalments: { ...rule, minAmountMinor: 1n },
    });
    expect(ask(1n, { input: tiny })).toMatchObject({ answer: "referred", nearest: [] });
  });
});
