import { beforeAll, expect, test } from "vitest";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import { staffPlans } from "#app/services/reading/staff-plans.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { actorOf, someStaff } from "../../support/staff.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;

beforeAll(() => {
  runtime = testRuntime(db);
});

test("a plan that missed a date is at risk until it is paid, and its history says so", async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const portfolio = await somePortfolio(runtime);
  const { accountId } = await someAccount(runtime, portfolio);
  const signer = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  expect((await sign(runtime, signer, accountId, pick)).ok).toBe(true);
  const actor = await actorOf(runtime, await someStaff(runtime, "collector"));
  const atRisk = async () => {
    const states = ["agreed", "active"] as const;
    const wish = { portfolio: portfolio.code, states, after: null, atRisk: true };
    return (await staffPlans(runtime, actor, wish)).rows.map((row) => [row.accountId, row.late]);
  };
  expect(await atRisk()).toEqual([]);
  runtime.clock.set("2026-11-21T08:00:00Z");
  await watchPlans(runtime);
  expect(await atRisk()).toEqual([[accountId, true]]);
  const page = await staffAccount(runtime, actor, accountId);
  expect(page?.plan?.history).toMatchObject([
    { kind: "missed", n: 1, from: "2026-11-20", by: "system" },
  ]);
  await payElsewhere(runtime, accountId, 2_000_00n);
  expect(await atRisk()).toEqual([]);
});
