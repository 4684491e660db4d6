import { beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { system } from "#app/services/act.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { balancePage } from "#app/services/reading/balance.server.ts";
import { home } from "#app/services/reading/home.server.ts";
import { payPage } from "#app/services/reading/pay.server.ts";
import { payerLinksPage } from "#app/services/reading/payer-links.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { setTime, withPayments } from "../../support/payments.ts";
import { somePortfolio } from "../../support/runtime.ts";
import { plainDraft, policyOf } from "../../support/scenarios/draft.ts";
import { atLevelTwo, loaded, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const bench = withPayments();
let accountId: string;
let visit: Visit;

const go = (day: string) => setTime(bench, instantOf(calendarDate(day), "12:00", "Asia/Shanghai"));

/** A plan of which an instalment is past its date: the 15th of December, and it is the 17th. */
beforeEach(async () => {
  go("2026-11-21");
  const portfolio = await somePortfolio(bench.runtime, {
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    policy: policyOf(plainDraft()),
  });
  ({ accountId } = await someAccount(bench.runtime, portfolio, {
    asOf: calendarDate("2026-11-21"),
    delinquentSince: calendarDate("2026-08-01"),
  }));
  visit = await atLevelTwo(bench.runtime, accountId);
  const pick = "2026-11-21.instalments.3.monthly.2026-12-15";
  expect(await sign(bench.runtime, visit, accountId, pick)).toMatchObject({ ok: true });
  go("2026-12-17");
});

async function pages() {
  const account = await loaded(bench.runtime, accountId);
  return {
    pay: await payPage(bench.runtime, visit, account),
    payer: await payerLinksPage(bench.runtime, visit, account),
    plan: await planPage(bench.runtime, visit, account),
    balance: balancePage(bench.runtime, account),
    home: await home(bench.runtime, visit, accountId),
  };
}

const hold = (kind: "dispute" | "breathing-space", to: string | null) =>
  setHold(bench.runtime, system, {
    accountId,
    kind,
    to: to === null ? null : calendarDate(to),
    reason: "test",
  });

describe("pages of a plan with a date that has passed", () => {
  test("call it late while no hold but the plan's own stands", async () => {
    const { pay, payer, plan, balance, home } = await pages();
    expect([pay.paused, payer.paused, plan?.still, balance.paused]).toEqual([
      null,
      null,
      null,
      false,
    ]);
    expect(plan?.overdueMinor).toBeGreaterThan(0n);
    expect(home?.next).toMatchObject({ isStill: false });
  });

  test.each([
    ["dispute", null],
    ["breathing-space", "2027-01-20"],
  ] as const)("call nothing overdue while a %s stands, and let it be paid", async (kind, to) => {
    await hold(kind, to);
    const { pay, payer, plan, balance, home } = await pages();
    expect(pay.paused).toEqual({ to });
    expect(payer.paused).toEqual({ to });
    expect(plan).toMatchObject({ still: { to }, overdueMinor: 0n });
    expect(plan?.lines.some(({ isLate }) => isLate)).toBe(false);
    expect(balance.paused).toBe(true);
    expect(home?.next).toMatchObject({ isStill: true });
    expect(pay.closed).toBeNull();
    expect(pay.fixed.length).toBeGreaterThan(1);
  });

  test("call it late again once the hold has ended and its grace is over", async () => {
    await hold("breathing-space", "2026-12-20");
    go("2026-12-20");
    expect((await pages()).pay.paused).toBeNull();
    go("2026-12-24");
    expect((await pages()).plan?.overdueMinor).toBeGreaterThan(0n);
  });
});
