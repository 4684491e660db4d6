import { describe, expect, it } from "vitest";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { Offer, ProposalAnswer } from "#app/domain/plans/offer.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import type { Frequency, InstalmentRule } from "#app/domain/policy/policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { planInput, statementOf } from "../../support/oracle/plans-input.ts";

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

describe("a proposal by end date", () => {
  const until = (endOn: string, firstDueOn: string | null = "2026-12-15", input = inputFor()) =>
    answerProposal(input, {
      endOn: d(endOn),
      frequency: "monthly",
      firstDueOn: firstDueOn === null ? null : d(firstDueOn),
    });

  it("is accepted as the level plan that ends by then", () => {
    const { answer, offer } = until("2027-06-30");
    expect([answer, offer?.terms, offer?.lastDueOn]).toEqual(["accepted", 7, "2027-06-15"]);
    expect(offer?.schedule[0]?.amountMinor).toBe(171_429n);
    expect(until("2027-06-14").offer?.terms).toBe(6);
    expect(until("2027-06-22", null).offer).toMatchObject({ terms: 8, firstDueOn: "2026-11-22" });
    const wish = until("2027-06-22", null, inputFor({}, { firstDueOn: d("2026-12-22") }));
    expect(wish.offer).toMatchObject({ terms: 7, firstDueOn: "2026-12-22" });
  });

  it("is countered with the nearest number of terms", () => {
    const far = until("2040-01-01");
    expect([far.answer, far.reasons]).toEqual(["counter", ["too-many-terms"]]);
    expect(far.nearest.map(brief)[0]).toEqual([
      50_000n,
      24,
      "monthly",
      "2026-12-15",
      ["changed:terms"],
    ]);
    const soon = until("2026-12-31");
    expect([soon.answer, soon.reasons]).toEqual(["counter", ["too-few-terms"]]);
    expect(soon.nearest.map((offer) => offer.terms)).toEqual([3, 6]);
    const small = until("2027-11-30", "2026-12-15", inputFor({ minAmountMinor: 170_000n }));
    expect(small.reasons).toEqual(["below-minimum-amount"]);
    expect(small.nearest.map((offer) => offer.terms)).toEqual([7, 6]);
    expect(until("2027-06-30", "2027-03-01").reasons).toEqual(["first-date-too-late"]);
    const early = until("2027-06-30", "2026-11-21");
    expect([early.reasons, early.nearest[0]?.reasons]).toEqual([
      ["first-date-too-early"],
      ["changed:first-date"],
    ]);
  });

  it("may end on the first and on the last date that the policy allows", () => {
    expect(until("2027-02-15").offer?.terms).toBe(3);
    expect(until("2028-11-15").offer?.terms).toBe(24);
    expect(until("2028-12-15").reasons).toEqual(["too-many-terms"]);
  });

  it("pays the minimum where the level amount would be less and it takes as long", () => {
    const small = planInput({
      owed: { principal: 25_000n },
      instalments: { ...rule, minAmountMinor: 10_000n },
    });
    const { offer } = until("2027-02-15", "2026-12-15", small);
    expect(offer?.schedule.map((line) => line.amountMinor)).toEqual([10_000n, 10_000n, 5000n]);
    const longer = until("2027-03-15", "2026-12-15", small);
    expect(longer.reasons).toEqual(["below-minimum-amount"]);
    expect(longer.nearest.map((plan) => [plan.terms, plan.reasons])).toEqual([
      [3, ["changed:terms"]],
    ]);
  });
});

describe("what the debtor has left over", () => {
  it("warns on an accepted proposal and refuses nothing", () => {
    const tight = inputFor({}, { statement: statementOf(100_000n, 0n) });
    const { answer, reasons } = ask(110_000n, { input: tight });
    expect([answer, reasons]).toEqual(["accepted", ["above-affordable"]]);
    const roomy = inputFor({}, { statement: statementOf(1_000_000n, 0n) });
    expect(ask(110_000n, { input: roomy }).reasons).toEqual([]);
  });

  it("warns on a countered one too", () => {
    const tight = inputFor({}, { statement: statementOf(30_000n, 0n) });
    const { answer, reasons } = ask(40_000n, { input: tight });
    expect([answer, reasons]).toEqual(["counter", ["too-many-terms", "above-affordable"]]);
  });

  it("refers to a person, with the nearest plans at hand, when nothing is left", () => {
    const nothing = inputFor({}, { statement: statementOf(100_000n, 100_000n) });
    const { answer, reasons, nearest } = ask(40_000n, { input: nothing });
    expect([answer, reasons]).toEqual(["referred", ["too-many-terms", "above-affordable"]]);
    expect(nearest).toHaveLength(2);
    expect(ask(110_000n, { input: nothing }).answer).toBe("accepted");
  });
});
