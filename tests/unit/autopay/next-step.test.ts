import { describe, expect, test } from "vitest";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import { askedCharge } from "#app/domain/payments/autopay/asked-charge.ts";
import { nextAutopayStep, nextCharge } from "#app/domain/payments/autopay/next-step.ts";
import type { AutopayQuestion, PastTry } from "#app/domain/payments/autopay/question.ts";
import { standardAutopay, usAutopay } from "#app/domain/policy/autopay-rule.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const day = calendarDate;
const at = (instant: string) => Date.parse(instant);

/** 100.00 due on 19 December in Shanghai, seen at 09:00 that day after its notice. */
const due: AutopayQuestion = {
  nowMs: at("2026-12-19T01:00:00Z"),
  timeZone: "Asia/Shanghai",
  rule: standardAutopay,
  startedOn: day("2026-11-19"),
  planOpen: true,
  holds: [],
  open: [
    { n: 1, dueOn: day("2026-12-19"), leftMinor: 10_000n },
    { n: 2, dueOn: day("2027-01-19"), leftMinor: 10_000n },
  ],
  owedMinor: 500_000n,
  minAmountMinor: 400n,
  stepMinor: 1n,
  tries: [],
  notices: [{ n: 1, chargeOn: day("2026-12-19"), amountMinor: 10_000n }],
  paymentUnderWay: false,
};

const step = (changes: Partial<AutopayQuestion> = {}) => nextAutopayStep({ ...due, ...changes });
const charge = (n: number, amountMinor: bigint) => ({ do: "charge", n, amountMinor });
const failed = (on: string, kind: PastTry["kind"]): PastTry => ({
  n: 1,
  on: day(on),
  state: "failed",
  kind,
});

describe("when a card is charged", () => {
  test("on the due date, from the hour on", () => {
    expect(step()).toEqual(charge(1, 10_000n));
    const early = at("2026-12-19T00:59:59Z");
    expect(step({ nowMs: early })).toEqual({ do: "wait", untilMs: at("2026-12-19T01:00:00Z") });
  });

  test("an hour that the clocks skip is the next one that exists", () => {
    const rule = { ...standardAutopay, chargeAt: "02:30" };
    const spring = {
      rule,
      timeZone: "America/New_York",
      open: [{ n: 1, dueOn: day("2027-03-14"), leftMinor: 10_000n }],
      notices: [{ n: 1, chargeOn: day("2027-03-14"), amountMinor: 10_000n }],
    };
    expect(step({ ...spring, nowMs: at("2027-03-14T07:29:00Z") }).do).toBe("wait");
    expect(step({ ...spring, nowMs: at("2027-03-14T07:30:00Z") }).do).toBe("charge");
  });

  test("only what is left, never more than is owed, in amounts that the provider takes", () => {
    const open = [{ n: 1, dueOn: day("2026-12-19"), leftMinor: 4_321n }];
    expect(step({ open })).toEqual(charge(1, 4_321n));
    expect(step({ open, owedMinor: 1_000n })).toEqual(charge(1, 1_000n));
    expect(step({ open, stepMinor: 10n })).toEqual(charge(1, 4_320n));
    expect(step({ open, minAmountMinor: 5_000n })).toEqual({ do: "wait", untilMs: null });
    expect(step({ open, owedMinor: 0n })).toEqual({ do: "wait", untilMs: null });
  });

  test("not what was due before it was turned on, but the next", () => {
    const later = step({ startedOn: day("2026-12-20"), nowMs: at("2026-12-21T01:00:00Z") });
    expect(later).toEqual({ do: "wait", untilMs: at("2027-01-18T01:00:00Z") });
  });

  test("never beside another payment, and never under a hold that stops it", () => {
    expect(step({ paymentUnderWay: true })).toEqual({ do: "wait", untilMs: null });
    const hold = (effects: readonly HoldEffect[]) => ({
      holds: [{ kind: "dispute", from: day("2026-12-01"), to: null, effects } as const],
    });
    expect(step(hold(["autopay"]))).toEqual({ do: "wait", untilMs: at("2026-12-19T16:00:00Z") });
    expect(step(hold(["interest", "notices"]))).toEqual(charge(1, 10_000n));
  });

  test("an end of the plan is the end", () => {
    expect(step({ planOpen: false })).toEqual({ do: "end", why: "plan-ended" });
  });
});

describe("the notice before a charge", () => {
  const notices: AutopayQuestion["notices"] = [];

  test("is given the day before, or ten days before where the policy says so", () => {
    const nowMs = at("2026-12-18T01:00:00Z");
    const notice = { do: "notify", n: 1, chargeOn: "2026-12-19", amountMinor: 10_000n };
    expect(step({ notices, nowMs })).toEqual(notice);
    expect(step({ notices, nowMs: at("2026-12-10T01:00:00Z") })).toEqual({
      do: "wait",
      untilMs: at("2026-12-18T01:00:00Z"),
    });
    expect(step({ notices, rule: usAutopay, nowMs: at("2026-12-09T01:00:00Z") })).toEqual(notice);
  });

  test("that is late moves the charge, which never comes without one", () => {
    expect(step({ notices })).toMatchObject({ do: "notify", chargeOn: "2026-12-20" });
    const late = [{ n: 1, chargeOn: day("2026-12-20"), amountMinor: 10_000n }];
    expect(step({ notices: late })).toEqual({ do: "wait", untilMs: at("2026-12-20T01:00:00Z") });
    expect(step({ notices: late, nowMs: at("2026-12-20T01:00:00Z") })).toEqual(charge(1, 10_000n));
  });

  test("holds for less money, and not for more", () => {
    const less = [{ n: 1, dueOn: day("2026-12-19"), leftMinor: 9_000n }];
    expect(step({ open: less })).toEqual(charge(1, 9_000n));
    const more = [{ n: 1, dueOn: day("2026-12-19"), leftMinor: 11_000n }];
    expect(step({ open: more })).toMatchObject({ do: "notify", amountMinor: 11_000n });
  });

  test("grows old: after days of hold there is another", () => {
    const nowMs = at("2026-12-22T01:00:00Z");
    expect(step({ nowMs })).toMatchObject({ do: "notify", chargeOn: "2026-12-23" });
    expect(step({ nowMs: at("2026-12-21T01:00:00Z") })).toEqual(charge(1, 10_000n));
  });
});

describe("after a try", () => {
  const told = (chargeOn: string) => [
    ...due.notices,
    { n: 1, chargeOn: day(chargeOn), amountMinor: 10_000n },
  ];

  test("a decline that may pass is tried again on the policy's days, and then no more", () => {
    const once = [failed("2026-12-19", "later")];
    expect(step({ tries: once, notices: told("2026-12-22") })).toEqual({
      do: "wait",
      untilMs: at("2026-12-22T01:00:00Z"),
    });
    const on22 = { nowMs: at("2026-12-22T01:00:00Z"), notices: told("2026-12-22") };
    expect(step({ ...on22, tries: once })).toEqual(charge(1, 10_000n));
    const twice = [...once, failed("2026-12-22", "later")];
    const on27 = { nowMs: at("2026-12-27T01:00:00Z"), notices: told("2026-12-27") };
    expect(step({ ...on27, tries: twice })).toEqual(charge(1, 10_000n));
    const thrice = [...twice, failed("2026-12-27", "later")];
    expect(step({ ...on27, tries: thrice })).toEqual({
      do: "wait",
      untilMs: at("2027-01-18T01:00:00Z"),
    });
  });

  test.each(["payer", "never"] as const)("one of kind %s is not tried again", (kind) => {
    const tries = [failed("2026-12-19", kind)];
    expect(step({ tries })).toEqual({ do: "wait", untilMs: at("2027-01-18T01:00:00Z") });
  });

  test("one that nobody knows about yet stops everything", () => {
    const tries = [{ n: 1, on: day("2026-12-19"), state: "pending", kind: null } as const];
    expect(step({ tries })).toEqual({ do: "wait", untilMs: null });
  });

  test("money that was taken back is not taken again unasked", () => {
    const tries = [{ n: 1, on: day("2026-12-19"), state: "succeeded", kind: null } as const];
    expect(step({ tries })).toEqual({ do: "wait", untilMs: at("2027-01-18T01:00:00Z") });
  });
});

describe("what a page shows", () => {
  test("the next charge with its day, also when its notice is still to come", () => {
    expect(nextCharge(due)).toEqual({ n: 1, on: "2026-12-19", amountMinor: 10_000n });
    const later = { ...due, nowMs: at("2026-11-20T01:00:00Z"), notices: [] };
    expect(nextCharge(later)?.on).toBe("2026-12-19");
    expect(nextCharge({ ...due, open: [] })).toBeNull();
  });

  test("the charge that a button asks for: the oldest that is due, holds or not", () => {
    const nowMs = at("2027-01-25T01:00:00Z");
    expect(askedCharge({ ...due, nowMs })).toEqual({ n: 1, amountMinor: 10_000n });
    expect(askedCharge({ ...due, nowMs: at("2026-12-18T01:00:00Z") })).toBeNull();
    expect(askedCharge({ ...due, nowMs, paymentUnderWay: true })).toBeNull();
    expect(askedCharge({ ...due, nowMs, planOpen: false })).toBeNull();
  });
});
