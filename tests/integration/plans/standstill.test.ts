import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listPlanChanges } from "#app/db/stores/plan-changes.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let planId: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A frozen plan in six instalments, signed on 19 November, due on each 20th. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  signer = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
});

async function lookOn(day: string): Promise<void> {
  runtime.clock.set(`${day}T04:00:00Z`);
  await watchPlans(runtime);
}

async function hold(kind: HoldKind, from: string, effects?: readonly HoldEffect[]) {
  const wanted = { accountId, kind, from: calendarDate(from), reason: "test" };
  const set = await setHold(runtime, system, effects ? { ...wanted, effects } : wanted);
  return set.ok ? set.value.hold.id : expect.fail(JSON.stringify(set));
}

const page = async () => planPage(runtime, signer, await loaded(runtime, accountId));
const state = async () => (await findPlan(db, planId))?.state;
const noted = async () => (await listPlanChanges(db, planId)).map(({ kind, n }) => [kind, n]);
const told = async () =>
  (
    await db.query<{ kind: string }>(
      `select kind from contact_record where account_id = $1 and kind like 'plan-%' order by id`,
      [accountId],
    )
  ).map(({ kind }) => kind);

describe("a hold beside a plan", () => {
  test.each(["bankruptcy", "deceased", "legal", "identity-fraud", "manual"] as const)(
    "of the kind %s keeps it from being missed and broken",
    async (kind) => {
      await hold(kind, "2026-11-19");
      await lookOn("2026-11-21");
      await lookOn("2027-03-01");
      expect([await state(), await noted(), await told()]).toEqual(["agreed", [], []]);
      expect((await page())?.lines.some((line) => line.isLate)).toBe(false);
    },
  );

  test("that leaves collection alone does not", async () => {
    await hold("dispute", "2026-11-19", ["interest", "notices", "autopay"]);
    await lookOn("2026-12-24");
    expect(await state()).toBe("broken");
  });

  test("is shown with its end, and grace begins anew after it; each is told once", async () => {
    const id = await hold("dispute", "2026-11-19");
    expect(await page()).toMatchObject({ still: { to: null }, graceUntil: null, overdueMinor: 0n });
    await lookOn("2026-12-24");
    expect(await endHold(runtime, system, id)).toMatchObject({ ok: true });
    expect(await page()).toMatchObject({ still: null, graceUntil: "2026-12-27" });
    await Promise.all([watchPlans(runtime), watchPlans(runtime)]);
    await lookOn("2026-12-25");
    await lookOn("2026-12-27");
    expect(await noted()).toEqual([
      ["reminded", 1],
      ["reminded", 2],
      ["missed", 1],
      ["missed", 2],
    ]);
    expect(await state()).toBe("agreed");
    await lookOn("2026-12-28");
    expect(await state()).toBe("broken");
  });

  test("set later over the days of the break brings it back, once and with its hold", async () => {
    await lookOn("2026-12-24");
    expect(await state()).toBe("broken");
    runtime.clock.set("2026-12-29T04:00:00Z");
    const owed = (await loaded(runtime, accountId)).balance.totalMinor;
    await hold("dispute", "2026-12-19");
    expect(await state()).toBe("active");
    expect((await told()).at(-1)).toBe("plan-held");
    expect((await loaded(runtime, accountId)).balance.totalMinor).toBeLessThan(owed);
    const facts = await db.query<{ data: { reason: string } }>(
      "select data from event where account_id = $1 and type = 'plan.reopened'",
      [accountId],
    );
    expect(facts.map(({ data }) => data.reason)).toEqual(["held"]);
    await hold("legal", "2026-12-19");
    expect((await noted()).filter(([kind]) => kind === "cured")).toHaveLength(1);
  });

  test.each(["closed", "recalled"])("set later on a %s account does not", async (status) => {
    await lookOn("2026-12-24");
    await db.query("update account set status = $2 where id = $1", [accountId, status]);
    runtime.clock.set("2026-12-29T04:00:00Z");
    await hold("dispute", "2026-12-19");
    expect([await state(), (await told()).at(-1)]).toEqual(["broken", "plan-broken"]);
  });

  test("set later over other days does not", async () => {
    await lookOn("2026-12-24");
    const days = { from: calendarDate("2026-11-24"), to: calendarDate("2026-12-10") };
    await setHold(runtime, system, { accountId, kind: "dispute", ...days, reason: "test" });
    await lookOn("2026-12-30");
    expect(await state()).toBe("broken");
  });
});
