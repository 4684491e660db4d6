import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listInstalments } from "#app/db/stores/plans.server.ts";
import { system } from "#app/services/act.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { tellWaiting } from "#app/services/messages/tell-waiting.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { payElsewhere } from "../../support/signing.ts";
import { jointPick, signBoth, type TwoAccounts, twoAccounts } from "../../support/together.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let both: TwoAccounts;
/** The plan that is looked at first, and speaks for both. */
let first: { readonly accountId: string; readonly planId: string };
let second: typeof first;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** Signed together in six instalments, the first due on 19 December. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  both = await twoAccounts(runtime, await somePortfolio(runtime));
  const done = await signBoth(runtime, both, await jointPick(runtime, both, 6));
  if (!done.ok) throw new Error(done.error);
  [first, second] = done.value.plans as unknown as [typeof first, typeof first];
  const looked = "update plan set watch_on = $2 where id = $1";
  await db.query(looked, [first.planId, "2026-12-01"]);
  await db.query(looked, [second.planId, "2026-12-02"]);
});

/** Half past midnight in Shanghai: no message goes out before eight. */
async function missedAtNight(): Promise<void> {
  runtime.clock.set("2026-12-19T16:30:00Z");
  await watchPlans(runtime);
}

async function morning(): Promise<void> {
  for (const minute of ["05", "06", "07"]) {
    runtime.clock.set(`2026-12-20T00:${minute}:00Z`);
    await tellWaiting(runtime);
  }
}

async function payFirstOf({ accountId, planId }: typeof first): Promise<void> {
  const [line] = await listInstalments(db, planId);
  await payElsewhere(runtime, accountId, line?.amount ?? 0n);
}

async function noNoticesOn({ accountId }: typeof first): Promise<void> {
  const wanted = { accountId, kind: "manual", effects: ["notices"], reason: "test" } as const;
  expect(await setHold(runtime, system, wanted)).toMatchObject({ ok: true });
}

/** What was decided of the missed date, by account. */
async function decided() {
  const rows = await db.query<{ accountId: string; state: string }>(
    `select account_id as "accountId", state from contact_record
     where debtor_id = $1 and kind = 'plan-missed' order by at, id`,
    [both.visit.debtor.id],
  );
  return rows.map((row) => [row.accountId === first.accountId ? "first" : "second", row.state]);
}

const blocked = ["first", "blocked"];

describe("one word for a date that two accounts missed", () => {
  test("waits for the morning, and goes out once for both", async () => {
    await missedAtNight();
    await morning();
    expect(await decided()).toEqual([blocked, ["first", "queued"]]);
  });

  test("is said of the other account when the first was paid meanwhile", async () => {
    await missedAtNight();
    await payFirstOf(first);
    await morning();
    expect(await decided()).toEqual([blocked, ["second", "queued"]]);
  });

  test("is not said when both were", async () => {
    await missedAtNight();
    await payFirstOf(first);
    await payFirstOf(second);
    await morning();
    expect(await decided()).toEqual([blocked]);
    const ends = await db.query("select state from waiting_message where debtor_id = $1", [
      both.visit.debtor.id,
    ]);
    expect(ends).toEqual([{ state: "no-longer-so" }, { state: "no-longer-so" }]);
  });

  test("is said of the other account when the first may get no notices any more", async () => {
    await missedAtNight();
    await noNoticesOn(first);
    await morning();
    expect(await decided()).toEqual([blocked, blocked, ["second", "queued"]]);
  });

  test("is said of the other account when the first got no notices to begin with", async () => {
    await noNoticesOn(first);
    runtime.clock.set("2026-12-20T04:00:00Z");
    await watchPlans(runtime);
    expect(await decided()).toEqual([blocked, ["second", "queued"]]);
  });
});
