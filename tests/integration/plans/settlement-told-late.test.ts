import { beforeEach, describe, expect, test } from "vitest";
import { findPlan } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { plainDraft, policyOf } from "../../support/scenarios/draft.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let planId: string;

/** 6,000.00 of 10,000.00 in one payment by 19 December, with grace until the 22nd. */
beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
  const draft = plainDraft();
  draft.changes.push((parts) => {
    const tier = { fromDaysOverdue: 0, share: "0.6", maxPayments: 1, payWithinDays: 30 };
    parts.settlement = [tier];
  });
  const portfolio = await somePortfolio(runtime, { policy: policyOf(draft) });
  ({ accountId } = await someAccount(runtime, portfolio));
  const signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "settlement", 1);
  const done = await sign(runtime, signer, accountId, pick);
  planId = done.ok ? done.value.planId : expect.fail(done.error);
});

async function lookOn(day: string): Promise<void> {
  runtime.clock.set(`${day}T04:00:00Z`);
  await watchPlans(runtime);
}

const plan = async () => (await findPlan(db, planId)) ?? expect.fail("no plan");
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
  db.query("select kind, reference, detail from break where account_id = $1", [accountId]);

test("money after the deadline brings nothing back, though the break came later", async () => {
  await lookOn("2026-12-28");
  expect((await plan()).state).toBe("broken");
  runtime.clock.set("2026-12-30T04:00:00Z");
  await pay((await plan()).toPay, "2026-12-24");
  expect((await plan()).state).toBe("broken");
  expect(await facts("plan.reopened")).toEqual([]);
  expect(await facts("plan.broken")).toHaveLength(1);
});

describe("3,000.00 paid while it was held to be broken", () => {
  beforeEach(async () => {
    await lookOn("2026-12-23");
    expect((await plan()).state).toBe("broken");
    runtime.clock.set("2027-01-10T04:00:00Z");
    await pay(300_000n, "2027-01-10");
    runtime.clock.set("2027-01-20T04:00:00Z");
  });

  test("are credit once the settlement is kept after all", async () => {
    const [told] = await facts("payment.succeeded");
    const { toPay, waived } = await plan();
    await pay(toPay, "2026-12-18");
    expect((await plan()).state).toBe("completed");
    const { balance } = await loaded(runtime, accountId);
    expect([balance.totalMinor, balance.creditMinor]).toEqual([0n, 300_000n]);
    const [free, waiver] = (await facts("adjustment.posted")).slice(-2);
    expect(free).toMatchObject({
      kind: "payment-resplit",
      paymentId: told?.paymentId,
      credit: "3000.00",
      reason: `plan-completed:${planId}`,
    });
    expect(waiver).toMatchObject({ kind: "waiver", amount: `${waived / 100n}.00` });
    expect(await breaks()).toEqual([]);
  });

  test("are for a person where a part of them had gone back", async () => {
    await db.query("update payment set returned = 1 where account_id = $1", [accountId]);
    await pay((await plan()).toPay, "2026-12-18");
    expect((await plan()).state).toBe("completed");
    expect(await breaks()).toEqual([
      { kind: "plan:waiver-short", reference: planId, detail: { planId, amount: "2999.99" } },
    ]);
  });
});
