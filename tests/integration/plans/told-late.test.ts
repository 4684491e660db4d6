import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findPlan, listInstalments } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { contactBinding } from "#app/services/messages/queue-message.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { actorOf, someStaff } from "../../support/staff.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let planId: string;
/** One instalment; all but the last are of this amount. */
let one: bigint;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** Six instalments, due on each 20th; broken on 24 December, to be caught up by 7 January. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  signer = await atLevelTwo(runtime, accountId);
  planId = await signed("2026-11-20");
  one = (await listInstalments(db, planId))[0]?.amount ?? 0n;
  await lookOn("2026-12-24");
  expect(await state()).toBe("broken");
});

async function signed(firstOn: string): Promise<string> {
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, `monthly.${firstOn}`);
  const done = await sign(runtime, signer, accountId, pick);
  return done.ok ? done.value.planId : expect.fail(done.error);
}

async function lookOn(day: string): Promise<void> {
  runtime.clock.set(`${day}T04:00:00Z`);
  await watchPlans(runtime);
}

const state = async (id = planId) => (await findPlan(db, id))?.state;
const owed = async () => (await loaded(runtime, accountId)).balance.totalMinor;
const page = async () => planPage(runtime, signer, await loaded(runtime, accountId));
const pay = (amountMinor: bigint, on: string) =>
  payElsewhere(runtime, accountId, amountMinor, calendarDate(on));
const facts = async (type: string) =>
  (
    await db.query<{ data: Record<string, unknown> }>(
      "select data from event where account_id = $1 and type = $2 order by account_seq",
      [accountId, type],
    )
  ).map(({ data }) => data);
const breaks = async () =>
  db.query<{ kind: string; reference: string; detail: unknown }>(
    "select kind, reference, detail from break where account_id = $1",
    [accountId],
  );

async function lastWords(): Promise<string> {
  const [word] = await db.query<{
    id: string;
    portfolioId: string;
    sealed: Buffer;
    kind: string;
  }>(
    `select id, portfolio_id as "portfolioId", sealed, kind from contact_record
     where account_id = $1 and kind like 'plan-%' order by id desc limit 1`,
    [accountId],
  );
  if (word === undefined) return "";
  return `${word.kind} ${JSON.stringify(runtime.sealer.open(contactBinding(word), word.sealed))}`;
}

describe("money of the days of cure that is told after them", () => {
  test("brings the plan back as of its own day, as if it had been known", async () => {
    runtime.clock.set("2026-11-19T09:00:00Z");
    const atFirst = await owed();
    runtime.clock.set("2027-01-25T04:00:00Z");
    expect(await owed()).toBeGreaterThan(atFirst);
    await pay(2n * one, "2027-01-07");
    expect(await state()).toBe("active");
    expect(await owed()).toBe(atFirst - 2n * one);
    expect(await facts("plan.reopened")).toMatchObject([
      { reason: "paid-up", on: "2027-01-25", asOf: "2027-01-07", counted: [] },
    ]);
    expect(await lastWords()).toMatch(/plan-cured.*1月7日/);
    // 20 January passed while it was held to be broken: three days from the 25th.
    expect(await page()).toMatchObject({ overdueMinor: one, graceUntil: "2027-01-28" });
    expect((await page())?.lines.some(({ isLate }) => isLate)).toBe(false);
    await watchPlans(runtime);
    expect(await lastWords()).toMatch(/plan-reminder.*1月25日/);
  });

  test("comes in parts and in any order", async () => {
    runtime.clock.set("2027-01-25T04:00:00Z");
    await pay(one, "2027-01-07");
    expect([await state(), (await page())?.paidMinor]).toEqual(["broken", one]);
    await pay(one, "2026-12-30");
    expect(await state()).toBe("active");
    expect(await facts("plan.reopened")).toMatchObject([{ asOf: "2027-01-07" }]);
  });

  test("of a day later, or on an account that was recalled, does not", async () => {
    runtime.clock.set("2027-01-25T04:00:00Z");
    await pay(2n * one, "2027-01-08");
    expect([await state(), (await page())?.paidMinor]).toEqual(["broken", 0n]);
    await db.query("update account set status = 'recalled' where id = $1", [accountId]);
    await pay(2n * one, "2027-01-07");
    expect([await state(), (await page())?.cure]).toEqual(["broken", null]);
  });

  test("is one cure when two files tell of it at the same time", async () => {
    runtime.clock.set("2027-01-25T04:00:00Z");
    await Promise.all([pay(one, "2027-01-05"), pay(one, "2027-01-06")]);
    expect(await state()).toBe("active");
    expect(await facts("plan.reopened")).toHaveLength(1);
  });

  test("may be broken and come back once more", async () => {
    runtime.clock.set("2027-01-25T04:00:00Z");
    await pay(2n * one, "2027-01-07");
    await lookOn("2027-01-29");
    expect(await state()).toBe("active");
    await lookOn("2027-02-24");
    expect(await state()).toBe("broken");
    await lookOn("2027-03-01");
    await pay(one, "2027-01-28");
    expect(await state()).toBe("active");
    expect((await facts("plan.reopened")).map(({ reason }) => reason)).toEqual([
      "paid-up",
      "paid-in-time",
    ]);
  });
});

describe("what was paid since the break and counted towards no plan", () => {
  const actor = async () => actorOf(runtime, await someStaff(runtime, "collector"));

  test("is named when a hold brings the plan back, to the collector and to staff", async () => {
    runtime.clock.set("2027-01-20T04:00:00Z");
    await pay(one, "2027-01-20");
    const [told] = await facts("payment.succeeded");
    expect(told?.planId).toBeNull();
    runtime.clock.set("2027-01-25T04:00:00Z");
    const hold = { accountId, kind: "breathing-space", from: calendarDate("2026-12-19") } as const;
    expect((await setHold(runtime, system, { ...hold, reason: "test" })).ok).toBe(true);
    expect(await state()).toBe("active");
    const counted = { paymentId: told?.paymentId, effectiveOn: "2027-01-20", amount: told?.amount };
    expect(await facts("plan.reopened")).toMatchObject([
      { reason: "held", asOf: "2026-12-24", paid: told?.amount, counted: [counted] },
    ]);
    expect((await page())?.payments).toMatchObject([{ on: "2027-01-20", amountMinor: one }]);
    const history = (await staffAccount(runtime, await actor(), accountId))?.plan?.history;
    expect(history?.find(({ kind }) => kind === "cured")).toMatchObject({
      from: null,
      cure: {
        asOf: "2026-12-24",
        payments: [{ id: told?.paymentId, on: "2027-01-20", amountMinor: one }],
      },
    });
  });

  test("is named when money told late brings it back", async () => {
    runtime.clock.set("2027-01-20T04:00:00Z");
    await pay(one, "2027-01-20");
    runtime.clock.set("2027-01-25T04:00:00Z");
    await pay(2n * one, "2027-01-07");
    const [reopened] = await facts("plan.reopened");
    expect(reopened?.counted).toMatchObject([{ effectiveOn: "2027-01-20" }]);
    expect(await page()).toMatchObject({ paidMinor: 3n * one, overdueMinor: 0n });
  });
});

test("a payment of a newer plan's own time is none of the plan before it", async () => {
  runtime.clock.set("2027-01-02T04:00:00Z");
  await signed("2027-01-20");
  runtime.clock.set("2027-01-06T04:00:00Z");
  await pay(one, "2027-01-05");
  await pay(one, "2027-01-01");
  expect(await breaks()).toEqual([]);
});

describe("a new plan signed before the news", () => {
  let newer: string;
  beforeEach(async () => {
    runtime.clock.set("2027-01-10T04:00:00Z");
    newer = await signed("2027-01-20");
    runtime.clock.set("2027-01-15T04:00:00Z");
  });

  test("stands, the money counts towards it, and a person is asked to look", async () => {
    await pay(one, "2027-01-05");
    expect(await breaks()).toEqual([]);
    await pay(one, "2027-01-07");
    expect([await state(), await state(newer)]).toEqual(["broken", "active"]);
    expect((await page())?.paidMinor).toBe(2n * one);
    expect(await facts("plan.reopened")).toEqual([]);
    expect(await breaks()).toEqual([
      {
        kind: "plan:not-cured",
        reference: planId,
        detail: { planId, replacedBy: newer, asOf: "2027-01-07" },
      },
    ]);
    await pay(one, "2027-01-06");
    expect(await breaks()).toHaveLength(1);
  });

  test("is not asked about when the money was too late, or came after it", async () => {
    await pay(2n * one, "2027-01-08");
    await pay(2n * one, "2027-01-15");
    expect(await breaks()).toEqual([]);
    expect(await state(newer)).toBe("active");
  });
});
