import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listPlanChanges } from "#app/db/stores/plan-changes.server.ts";
import { findPlan, listInstalments } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { reversePayment } from "#app/services/payments/reverse-payment.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { changeDates, type DateChange } from "#app/services/plans/change-dates.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let planId: string;
const dayMs = 86_400_000;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A frozen plan of 10,000.00, signed on 19 November; in instalments due on each 20th. */
async function agreed(kind = "instalments", terms = 6, policy?: unknown): Promise<void> {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const portfolio = await somePortfolio(runtime, policy === undefined ? {} : { policy });
  const delinquentSince = calendarDate(kind === "settlement" ? "2026-01-01" : "2026-09-01");
  ({ accountId } = await someAccount(runtime, portfolio, { delinquentSince }));
  signer = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, kind, terms);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
}

const plan = async () => (await findPlan(db, planId)) ?? expect.fail("no plan");
const dates = async () => (await listInstalments(db, planId)).map(({ dueOn }) => dueOn);
const due = async () => (await loaded(runtime, accountId)).balance.totalMinor;
const noted = async () => (await listPlanChanges(db, planId)).map(({ kind, n }) => [kind, n]);
const told = async () =>
  (
    await db.query<{ kind: string }>(
      `select kind from contact_record where account_id = $1 and kind like 'plan-%' order by id`,
      [accountId],
    )
  ).map(({ kind }) => kind);
const facts = async (type: string) =>
  db.query<{ data: Record<string, unknown> }>(
    "select data from event where account_id = $1 and type = $2 order by account_seq",
    [accountId, type],
  );
const change = async (what: DateChange["what"], n = 1, visit = signer) => {
  const dueOn = calendarDate((await dates())[n - 1] ?? "");
  return changeDates(runtime, visit, accountId, { planId, n, dueOn, what });
};
async function lookOn(day: string): Promise<void> {
  runtime.clock.set(`${day}T04:00:00Z`);
  await watchPlans(runtime);
}

describe("moving and skipping", () => {
  beforeEach(() => agreed());

  test("moves the next date, keeps every sum, tells the collector and the debtor", async () => {
    const before = await plan();
    expect((await dates())[0]).toBe("2026-11-20");
    expect(await change({ moveTo: calendarDate("2026-12-01") })).toMatchObject({ ok: true });
    expect((await dates()).slice(0, 2)).toEqual(["2026-12-01", "2026-12-20"]);
    const after = await plan();
    expect([after.toPay, after.firstDueOn]).toEqual([before.toPay, "2026-12-01"]);
    expect(await noted()).toEqual([["moved", 1]]);
    const [fact] = await facts("plan.changed");
    expect(fact?.data).toMatchObject({
      change: "moved",
      n: 1,
      from: "2026-11-20",
      to: "2026-12-01",
      toPayBefore: fact?.data.toPayAfter,
    });
    expect(await told()).toEqual(["plan-moved"]);
    expect(await change({ moveTo: calendarDate("2026-12-02") })).toMatchObject({
      error: "already-moved",
    });
  });

  test("skips one a year: every later date comes a turn later", async () => {
    const sum = (await listInstalments(db, planId)).map(({ amount }) => amount);
    expect(await change("skip")).toMatchObject({ ok: true });
    const later = await listInstalments(db, planId);
    expect(later.map(({ amount }) => amount)).toEqual(sum);
    expect(later[0]?.dueOn).toBe("2026-12-20");
    expect((await plan()).lastDueOn).toBe("2027-05-20");
    expect(await change("skip")).toMatchObject({ error: "none-left" });
  });

  test("until 23:59 of the day before, where the debtor lives", async () => {
    await db.query("update debtor set time_zone = 'America/New_York'", []);
    signer = { ...signer, debtor: { ...signer.debtor, timeZone: "America/New_York" } };
    runtime.clock.set("2026-11-20T04:59:00Z");
    const page = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(page?.choices).toMatchObject({ cannotMove: null, cannotSkip: null, cannotLeave: null });
    runtime.clock.set("2026-11-20T05:00:00Z");
    expect(await change("skip")).toMatchObject({ error: "due-today" });
    expect(await cancelPlan(runtime, signer, accountId, planId)).toMatchObject({
      error: "due-today",
    });
  });

  test("a double click changes once", async () => {
    const tries = await Promise.all([1, 2, 3].map(() => change("skip")));
    expect(tries.filter((one) => one.ok)).toHaveLength(1);
    expect(await noted()).toEqual([["skipped", 1]]);
  });

  test("is nobody else's, and needs the instalment that was shown", async () => {
    const other = await someAccount(runtime, await somePortfolio(runtime));
    const stranger = await verified(runtime, other.accountId);
    expect(await change("skip", 1, stranger)).toMatchObject({ error: "not-found" });
    expect(await change("skip", 2)).toMatchObject({ error: "changed" });
  });
});

describe("paying all of it now", () => {
  test("saves what a plan would still add in interest, of a frozen one nothing", async () => {
    await agreed("deferment", 6);
    const bearing = await planPage(runtime, signer, await loaded(runtime, accountId));
    const left = (await plan()).toPay;
    expect(bearing?.choices?.savedMinor).toBe(left - (await due()));
    expect(bearing?.choices?.savedMinor).toBeGreaterThan(0n);
    expect(bearing?.choices).toMatchObject({
      cannotMove: "costs-interest",
      cannotSkip: "costs-interest",
      wholeMinor: await due(),
    });
    await agreed();
    const frozen = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(frozen?.choices).toMatchObject({ savedMinor: 0n, wholeMinor: await due() });
  });
});

describe("cancelling", () => {
  test("ends plan and hold; what it did not charge stays uncharged", async () => {
    await agreed();
    const owed = await due();
    await payElsewhere(runtime, accountId, 1_000_00n);
    runtime.clock.set("2026-12-09T08:00:00Z");
    expect(await cancelPlan(runtime, signer, accountId, planId)).toMatchObject({ ok: true });
    expect(await due()).toBe(owed - 1_000_00n);
    runtime.clock.advance(dayMs);
    expect(await due()).toBeGreaterThan(owed - 1_000_00n);
    expect((await plan()).state).toBe("cancelled");
    expect(await facts("plan.cancelled")).toMatchObject([{ data: { paid: "1000.00" } }]);
    expect(await told()).toEqual(["plan-cancelled"]);
  });
});

describe("a plan that is not kept", () => {
  beforeEach(() => agreed());

  test("is brought to mind, missed, and broken by the policy; each told once", async () => {
    await lookOn("2026-11-19");
    expect(await noted()).toEqual([["reminded", 1]]);
    await lookOn("2026-11-21");
    await lookOn("2026-11-21");
    expect(await noted()).toEqual([
      ["reminded", 1],
      ["missed", 1],
    ]);
    await lookOn("2026-12-23");
    expect((await plan()).state).toBe("agreed");
    await lookOn("2026-12-24");
    expect((await plan()).state).toBe("broken");
    expect((await noted()).at(-1)).toEqual(["broken", null]);
    expect(await told()).toEqual(["plan-reminder", "plan-missed", "plan-missed", "plan-broken"]);
    const [fact] = await facts("plan.broken");
    expect(fact?.data).toMatchObject({ reason: "missed", on: "2026-12-24", paid: "0.00" });
    expect(await facts("hold.ended")).toHaveLength(1);
  });

  test("is broken once by two workers at a time", async () => {
    runtime.clock.set("2027-02-01T04:00:00Z");
    await Promise.all([watchPlans(runtime), watchPlans(runtime), watchPlans(runtime)]);
    expect(await facts("plan.broken")).toHaveLength(1);
    expect(await told()).toEqual(["plan-broken"]);
  });

  test("costs nothing for the days on which it was kept, and does again after", async () => {
    const owed = await due();
    await lookOn("2026-12-24");
    expect(await due()).toBe(owed);
    runtime.clock.set("2026-12-26T04:00:00Z");
    expect(await due()).toBeGreaterThan(owed);
  });

  test("comes back when it is paid up in time, and the days between cost nothing", async () => {
    const owed = await due();
    await lookOn("2026-12-24");
    runtime.clock.set("2026-12-28T04:00:00Z");
    const page = await planPage(runtime, signer, await loaded(runtime, accountId));
    const lines = await listInstalments(db, planId);
    const behind = (lines[0]?.amount ?? 0n) + (lines[1]?.amount ?? 0n);
    expect(page?.cure).toEqual({ by: "2027-01-07", amountMinor: behind });
    await payElsewhere(runtime, accountId, behind - 5n);
    expect((await plan()).state).toBe("broken");
    await payElsewhere(runtime, accountId, 5n);
    expect((await plan()).state).toBe("active");
    expect(await due()).toBe(owed - behind);
    expect(await facts("plan.reopened")).toMatchObject([{ data: { reason: "paid-up" } }]);
    runtime.clock.advance(10 * dayMs);
    expect(await due()).toBe(owed - behind);
    expect((await told()).at(-1)).toBe("plan-cured");
  });

  test("stays broken when the days for it are over", async () => {
    await lookOn("2026-12-24");
    runtime.clock.set("2027-01-08T04:00:00Z");
    await payElsewhere(runtime, accountId, 5_000_00n);
    expect((await plan()).state).toBe("broken");
  });

  test("is looked at again when a payment is taken back", async () => {
    const lines = await listInstalments(db, planId);
    await payElsewhere(runtime, accountId, (lines[0]?.amount ?? 0n) + (lines[1]?.amount ?? 0n));
    await lookOn("2026-12-24");
    expect(await noted()).toEqual([]);
    const [payment] = await db.query<{ id: string }>(
      "select id from payment where account_id = $1",
      [accountId],
    );
    const taken = await db.transaction((tx) =>
      reversePayment(runtime, tx, system, { paymentId: payment?.id ?? "", reason: "returned" }),
    );
    expect(taken.ok).toBe(true);
    await watchPlans(runtime);
    expect((await plan()).state).toBe("broken");
  });
});

describe("a settlement", () => {
  beforeEach(() => agreed("settlement", 3));

  test("waives when it is paid by its deadline and grace", async () => {
    const { toPay, lastDueOn } = await plan();
    runtime.clock.set(Date.parse(`${lastDueOn}T08:00:00Z`) + 3 * dayMs);
    await payElsewhere(runtime, accountId, toPay);
    expect((await plan()).state).toBe("completed");
    expect(await due()).toBe(0n);
  });

  test("paid after them is broken, and the waiver never happened", async () => {
    const { toPay, lastDueOn } = await plan();
    const owed = await due();
    runtime.clock.set(Date.parse(`${lastDueOn}T08:00:00Z`) + 4 * dayMs);
    await payElsewhere(runtime, accountId, toPay);
    expect((await plan()).state).toBe("broken");
    expect(await due()).toBe(owed - toPay);
    expect(await facts("plan.broken")).toMatchObject([{ data: { reason: "deadline-passed" } }]);
    expect(await facts("adjustment.posted")).toEqual([]);
  });

  test("broken at its deadline is completed by money that was in time", async () => {
    const { toPay, lastDueOn } = await plan();
    await lookOn(new Date(Date.parse(lastDueOn) + 5 * dayMs).toISOString().slice(0, 10));
    expect((await plan()).state).toBe("broken");
    expect(await told()).toContain("plan-over");
    await payElsewhere(runtime, accountId, toPay, calendarDate(lastDueOn));
    expect((await plan()).state).toBe("completed");
    expect(await due()).toBe(0n);
  });

  test("is not moved and not skipped", async () => {
    const page = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(page?.choices).toMatchObject({
      cannotMove: "has-deadline",
      cannotSkip: "has-deadline",
    });
  });
});
