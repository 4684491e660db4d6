import { describe, expect, it } from "vitest";
import { presetNames, presetPolicy, standardPlan } from "#app/domain/policy/presets.ts";
import { parsePolicy } from "#app/domain/policy/read-policy.ts";
import { policyDocument } from "#app/domain/policy/write-policy.ts";
import { changed, wholePolicy } from "../../support/domain/documents.ts";

const noHouse = { currency: null, timeZone: null };
const inCny = { currency: "CNY", timeZone: "Asia/Shanghai" } as const;

function refusal(document: unknown, house: Parameters<typeof parsePolicy>[1] = inCny): string {
  const result = parsePolicy(document, house);
  return result.ok ? "read" : `${result.error.code} ${result.error.path}`;
}
const order = ["costs", "fees", "penalty", "interest", "principal"];
const oneBand = { order };

describe("parsePolicy", () => {
  it("reads the whole document of the contract", () => {
    const result = parsePolicy(wholePolicy(), noHouse);
    expect(result).toMatchObject({
      ok: true,
      value: {
        id: "house",
        currency: "CNY",
        rounding: "half-even",
        settlement: [{ fromDaysOverdue: 180, share: { num: 70n, den: 100n }, maxPayments: 3 }],
        instalments: {
          minAmountMinor: 10_000n,
          unitMinor: 1n,
          interest: { mode: "reduced", annualRate: { num: 6n, den: 100n } },
          downPaymentMinMinor: 0n,
        },
        plan: standardPlan,
        penalty: null,
      },
    });
  });

  it("fills in what a short document leaves out", () => {
    const result = parsePolicy({ id: "short", allocation: [oneBand] }, inCny);
    expect(result).toMatchObject({
      ok: true,
      value: {
        currency: "CNY",
        timeZone: "Asia/Shanghai",
        rounding: "half-up",
        allocation: [{ upToDaysOverdue: null, from: null, order }],
        full: null,
        settlement: [],
        instalments: null,
        deferment: null,
        affordability: { warnAbove: { num: 8n, den: 10n } },
        plan: standardPlan,
        penalty: null,
        offerValidDays: 7,
        minimumPaymentMinor: 0n,
      },
    });
    const instalments = { minTerms: 2, maxTerms: 4, offerTerms: [3] };
    const plain = parsePolicy({ id: "x", allocation: [oneBand], instalments, full: {} }, inCny);
    expect(plain).toMatchObject({
      ok: true,
      value: {
        full: { discount: { num: 0n }, payWithinDays: 0 },
        instalments: {
          frequencies: ["monthly"],
          minAmountMinor: 0n,
          unitMinor: 1n,
          interest: { mode: "frozen" },
          firstDueFromDays: 1,
          firstDueToDays: 45,
          workingDays: "none",
          downPaymentMinMinor: 0n,
        },
      },
    });
  });

  it("puts the bands of settlement in order", () => {
    const band = { share: "0.5", maxPayments: 1, payWithinDays: 30 };
    const settlement = [
      { ...band, fromDaysOverdue: 180 },
      { ...band, fromDaysOverdue: 90 },
    ];
    const result = parsePolicy(changed(wholePolicy(), "settlement", settlement), inCny);
    expect(result.ok && result.value.settlement.map((b) => b.fromDaysOverdue)).toEqual([90, 180]);
  });

  it.each([
    ["id", undefined, "missing-field id"],
    ["id", 5, "not-text id"],
    ["version", 1, "unknown-field version"],
    ["currency", "USD", "currency-mismatch currency"],
    ["currency", "ZZZ", "unknown-currency currency"],
    ["timeZone", "Asia/Peking-West", "unknown-time-zone timeZone"],
    ["rounding", "bankers", "unknown-value rounding"],
    ["allocation", undefined, "missing-field allocation"],
    ["allocation", [], "allocation-not-open allocation"],
    ["allocation[0].order", order.slice(1), "allocation-incomplete allocation[0].order"],
    ["allocation[1].order", [], "allocation-incomplete allocation[1].order"],
    ["allocation[0].order", [...order, "costs"], "duplicate-value allocation[0].order"],
    ["allocation[0].order[4]", "tax", "unknown-value allocation[0].order[4]"],
    ["allocation[0].upToDaysOverdue", undefined, "out-of-order allocation[1].upToDaysOverdue"],
    ["allocation[0].upToDaysOverdue", -1, "out-of-range allocation[0].upToDaysOverdue"],
    ["allocation[0].upToDaysOverdue", "90", "not-an-integer allocation[0].upToDaysOverdue"],
    ["allocation[1].upToDaysOverdue", 90, "out-of-order allocation[1].upToDaysOverdue"],
    ["allocation[1].upToDaysOverdue", 120, "allocation-not-open allocation"],
    ["allocation[1].from", "2026-02-30", "not-a-date allocation[1].from"],
    ["full.discount", "1.01", "out-of-range full.discount"],
    ["full.discount", "-0.05", "out-of-range full.discount"],
    ["full.discount", 0.05, "not-text full.discount"],
    ["full.payWithinDays", 7.5, "not-an-integer full.payWithinDays"],
    ["settlement", {}, "not-a-list settlement"],
    ["settlement[0].share", "1.5", "out-of-range settlement[0].share"],
    ["settlement[0].share", "-0.1", "out-of-range settlement[0].share"],
    ["settlement[0].share", "7e-1", "not-a-decimal settlement[0].share"],
    ["settlement[0].share", 0.7, "not-text settlement[0].share"],
    ["settlement[0].maxPayments", 0, "out-of-range settlement[0].maxPayments"],
    ["settlement[0].fromDaysOverdue", undefined, "missing-field settlement[0].fromDaysOverdue"],
    ["instalments.minTerms", 0, "out-of-range instalments.minTerms"],
    ["instalments.maxTerms", 2, "out-of-order instalments.maxTerms"],
    ["instalments.maxTerms", 601, "out-of-range instalments.maxTerms"],
    ["instalments.offerTerms", [12, 6], "out-of-order instalments.offerTerms[1]"],
    ["instalments.offerTerms", [6, 6], "out-of-order instalments.offerTerms[1]"],
    ["instalments.offerTerms", [2, 6], "out-of-range instalments.offerTerms[0]"],
    ["instalments.offerTerms", [6, 61], "out-of-range instalments.offerTerms[1]"],
    ["instalments.offerTerms", ["6"], "not-an-integer instalments.offerTerms[0]"],
    ["instalments.frequencies", ["daily"], "unknown-value instalments.frequencies[0]"],
    ["instalments.frequencies", [], "empty-list instalments.frequencies"],
    ["instalments.frequencies", ["weekly", "weekly"], "duplicate-value instalments.frequencies"],
    ["instalments.minAmount", 100, "not-text instalments.minAmount"],
    ["instalments.unit", "0.00", "not-positive instalments.unit"],
    ["instalments.unit", "0.001", "amount-too-fine instalments.unit"],
    ["instalments.interest.mode", "none", "unknown-value instalments.interest.mode"],
    ["instalments.interest.mode", "frozen", "unknown-field instalments.interest.annualRate"],
    ["instalments.interest.mode", "fee", "unknown-field instalments.interest.annualRate"],
    ["instalments.interest.annualRate", undefined, "missing-field instalments.interest.annualRate"],
    ["instalments.interest.annualRate", "1.01", "out-of-range instalments.interest.annualRate"],
    [
      "instalments.interest",
      { mode: "fee", feePerInstalment: "-0.006" },
      "out-of-range instalments.interest.feePerInstalment",
    ],
    [
      "instalments.interest.feePerInstalment",
      "0.006",
      "unknown-field instalments.interest.feePerInstalment",
    ],
    ["instalments.firstDueToDays", 0, "out-of-order instalments.firstDueToDays"],
    ["instalments.workingDays", "nearest", "unknown-value instalments.workingDays"],
    ["instalments.downPaymentMin", "-1", "negative-amount instalments.downPaymentMin"],
    ["deferment.maxDays", undefined, "missing-field deferment.maxDays"],
    ["deferment.perYear", -1, "out-of-range deferment.perYear"],
    ["deferment.interest", "reduced", "unknown-value deferment.interest"],
    ["deferment.then", "nothing", "unknown-value deferment.then"],
    ["affordability.shares[1]", "1.1", "out-of-range affordability.shares[1]"],
    ["affordability.warnAbove", "80%", "not-a-decimal affordability.warnAbove"],
    ["plan.graceDays", "3", "not-an-integer plan.graceDays"],
    ["plan.breakAfterMissed", 0, "out-of-range plan.breakAfterMissed"],
    ["plan.tolerance", "0.001", "amount-too-fine plan.tolerance"],
    ["plan.cure", 5, "unknown-field plan.cure"],
    ["plan.moveDays", 63, "out-of-range plan.moveDays"],
    ["plan.skipsPerYear", "1", "not-an-integer plan.skipsPerYear"],
    ["plan.cureDays", -1, "out-of-range plan.cureDays"],
    ["plan.remindDays", 0.5, "not-an-integer plan.remindDays"],
    ["plan.coolingOffDays", 63, "out-of-range plan.coolingOffDays"],
    ["plan.changesPerYear", -1, "out-of-range plan.changesPerYear"],
    ["plan.changesPerYear", "4", "not-an-integer plan.changesPerYear"],
    ["penalty", { share: "0.05", floor: "10.00", ceiling: "9.99" }, "out-of-order penalty.ceiling"],
    ["penalty", { share: "2", floor: "0", ceiling: "1" }, "out-of-range penalty.share"],
    ["penalty", { share: "0.05", floor: "0" }, "missing-field penalty.ceiling"],
    ["offerValidDays", -1, "out-of-range offerValidDays"],
    ["minimumPayment", 5, "not-text minimumPayment"],
    ["holds", { holiday: [] }, "unknown-field holds.holiday"],
    ["holds", { dispute: ["rain"] }, "unknown-value holds.dispute[0]"],
  ])("refuses %s = %j: %s", (path, value, expected) => {
    expect(refusal(changed(wholePolicy(), path, value))).toBe(expected);
  });

  it.each([
    ["full.discount", "1"],
    ["settlement[0].share", "0"],
    ["settlement[0].share", "1.000"],
    ["instalments.minTerms", 6],
    ["instalments.maxTerms", 36],
    ["instalments.offerTerms", []],
    ["instalments.firstDueToDays", 1],
    ["penalty", { share: "0.05", floor: "10.00", ceiling: "10.00" }],
    ["allocation[0].upToDaysOverdue", 0],
    ["offerValidDays", 0],
  ])("reads %s = %j, the edge of what is allowed", (path, value) => {
    expect(refusal(changed(wholePolicy(), path, value))).toBe("read");
  });

  it("reads as many least as most terms", () => {
    const instalments = { minTerms: 6, maxTerms: 6, offerTerms: [6] };
    expect(refusal(changed(wholePolicy(), "instalments", instalments))).toBe("read");
  });

  it("refuses two settlement bands that begin on the same day", () => {
    const band = { fromDaysOverdue: 90, share: "0.5", maxPayments: 1, payWithinDays: 30 };
    expect(refusal(changed(wholePolicy(), "settlement", [band, band]))).toBe(
      "duplicate-value settlement[1].fromDaysOverdue",
    );
  });

  it("wants dated sets of bands open where nothing older is", () => {
    const dated = (from: string, upToDaysOverdue?: number) => ({ from, upToDaysOverdue, order });
    const read = (allocation: unknown) => refusal(changed(wholePolicy(), "allocation", allocation));
    expect(read([oneBand, dated("2027-01-01", 30)])).toBe("read");
    expect(read([dated("2027-01-01", 30), dated("2027-01-01")])).toBe("read");
    expect(read([dated("2027-01-01"), dated("2026-01-01", 30)])).toBe(
      "allocation-not-open allocation",
    );
  });

  it("wants currency and time zone where no account gives them", () => {
    const bare = { id: "x", allocation: [oneBand] };
    expect(refusal(bare, noHouse)).toBe("missing-field currency");
    expect(refusal({ ...bare, currency: "USD" }, noHouse)).toBe("missing-field timeZone");
    expect(refusal("cn-bank-card", noHouse)).toBe("preset-needs-account ");
    expect(refusal("cn-bank-card", { ...inCny, timeZone: null })).toBe("preset-needs-account ");
    expect(refusal("constructor", inCny)).toBe("unknown-policy ");
  });
});

describe("policyDocument", () => {
  it.each(presetNames)("writes %s so that it is read back unchanged", (name) => {
    for (const currency of ["CNY", "JPY", "KWD"] as const) {
      const preset = presetPolicy(name, currency, "Asia/Shanghai");
      const result = parsePolicy(JSON.parse(JSON.stringify(policyDocument(preset))), noHouse);
      expect(result).toEqual({ ok: true, value: readBack(preset) });
      expect(parsePolicy(name, { currency, timeZone: "Asia/Shanghai" })).toEqual({
        ok: true,
        value: preset,
      });
    }
  });

  it.each([
    { mode: "contract" },
    { mode: "fee", feePerInstalment: "0.0060" },
    { mode: "reduced", annualRate: "0.06" },
  ])("writes plan interest %j, a penalty, dated bands and hold effects", (interest) => {
    const from = "2026-07-01";
    const document = {
      ...changed(wholePolicy(), "instalments.interest", interest),
      allocation: [{ upToDaysOverdue: 90, from, order }, { from, order }, oneBand],
      penalty: { share: "0.05", floor: "10.00", ceiling: "500.00" },
      holds: { dispute: ["interest"] },
      full: null,
      deferment: null,
    };
    const first = parsePolicy(document, noHouse);
    if (!first.ok) throw new Error(first.error.path);
    const written = policyDocument(first.value);
    const second = parsePolicy(JSON.parse(JSON.stringify(written)), noHouse);
    expect(second.ok && policyDocument(second.value)).toEqual(written);
    expect(written.allocation[0]).toEqual({ upToDaysOverdue: 90, from, order });
    expect(written.holds?.dispute).toEqual(["interest"]);
  });
});

/** The fractions of a preset as decimals write them: 0.70 comes back as 0.7. */
function readBack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readBack);
  if (typeof value !== "object" || value === null) return value;
  if ("num" in value && "den" in value) return shortest(value.num as bigint, value.den as bigint);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readBack(inner)]));
}

function shortest(num: bigint, den: bigint): unknown {
  return den > 1n && num % 10n === 0n ? shortest(num / 10n, den / 10n) : { num, den };
}
