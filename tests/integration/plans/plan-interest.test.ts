import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chargePlanInterestTask } from "#app/jobs/charge-plan-interest.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(() => {
  runtime.clock.set("2026-11-19T08:00:00Z");
});

const modes = [
  { mode: "reduced", annualRate: "0.06" },
  { mode: "fee", feePerInstalment: "0.0060" },
];

async function signedWith(interest: object): Promise<void> {
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  await db.query(
    `update portfolio set policy = jsonb_set(policy, '{instalments,interest}', $2),
       policy_version = policy_version + 1
     where id = (select portfolio_id from account where id = $1)`,
    [accountId, JSON.stringify(interest)],
  );
  signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "instalments", 6);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
}

const balance = async () => (await loaded(runtime, accountId)).balance;
const planNow = async () => planPage(runtime, signer, await loaded(runtime, accountId));
const charges = () =>
  db.query<{ amount: bigint; on: string }>(
    `select amount, effective_on as on from posting
     where account_id = $1 and kind = 'charge' order by effective_on`,
    [accountId],
  );

/** Nine in the morning of a due date, in Shanghai. */
const morningOf = (day: string): void => runtime.clock.set(`${day}T01:00:00Z`);

describe.each(modes)("a plan with its own interest: $mode", (interest) => {
  test("kept to the day leaves nothing owed and nothing over, at the signed cost", async () => {
    await signedWith(interest);
    const opening = (await balance()).totalMinor;
    const plan = await planNow();
    let paid = 0n;
    for (const line of plan?.lines ?? []) {
      morningOf(line.dueOn);
      await chargePlanInterestTask(runtime);
      await payElsewhere(runtime, accountId, line.amountMinor);
      paid += line.amountMinor;
    }
    expect(await balance()).toMatchObject({ totalMinor: 0n, creditMinor: 0n });
    expect(await planNow()).toMatchObject({ isOpen: false, plan: { state: "completed" } });
    const charged = (await charges()).reduce((sum, one) => sum + one.amount, 0n);
    expect(charged).toBeGreaterThan(0n);
    expect(paid - opening).toBe(charged);
  });

  test("is charged once a due date, however often the work runs, and told", async () => {
    await signedWith(interest);
    const [first, second] = (await planNow())?.lines ?? [];
    morningOf(second?.dueOn ?? "");
    await Promise.all([chargePlanInterestTask(runtime), chargePlanInterestTask(runtime)]);
    await chargePlanInterestTask(runtime);
    expect((await charges()).map((one) => one.on)).toEqual([first?.dueOn, second?.dueOn]);
    const told = await db.query(
      `select 1 from event where account_id = $1 and data->>'kind' = 'plan-interest'`,
      [accountId],
    );
    expect(told).toHaveLength(2);
  });

  test("bears nothing between due dates, and nothing more once paid off early", async () => {
    await signedWith(interest);
    const opening = (await balance()).totalMinor;
    runtime.clock.advance(20 * 86_400_000);
    await chargePlanInterestTask(runtime);
    expect((await balance()).totalMinor).toBe(opening);
    await payElsewhere(runtime, accountId, opening);
    runtime.clock.advance(90 * 86_400_000);
    await chargePlanInterestTask(runtime);
    expect(await charges()).toEqual([]);
    expect((await balance()).totalMinor).toBe(0n);
  });
});
