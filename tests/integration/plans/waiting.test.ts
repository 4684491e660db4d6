import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listInstalments } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { contactBinding } from "#app/services/messages/queue-message.server.ts";
import { tellWaiting } from "#app/services/messages/tell-waiting.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { contactRecord } from "#app/services/reading/contact-record.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let planId: string;
let signer: Visit;
/** Shanghai is eight hours ahead: half past midnight and five past eight on 21 November. */
const night = "2026-11-20T16:30:00Z";
const morning = "2026-11-21T00:05:00Z";

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A plan whose first instalment of six fell due, unpaid, on 20 November; it is night. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const delinquentSince = calendarDate("2026-09-01");
  const portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio, { delinquentSince }));
  signer = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
  runtime.clock.set(night);
  await watchPlans(runtime);
});

async function askAt(instant: string): Promise<void> {
  runtime.clock.set(instant);
  await tellWaiting(runtime);
}

/** What the contact rules decided of it, in turn. */
async function decided(kind = "plan-missed") {
  const rows = await db.query<{ state: string; rule: string }>(
    "select state, rule from contact_record where account_id = $1 and kind = $2 order by at, id",
    [accountId, kind],
  );
  return rows.map(({ state, rule }) => `${state} ${rule}`);
}

async function waits() {
  const rows = await db.query<{ kind: string; state: string }>(
    "select kind, state from waiting_message where account_id = $1 order by wanted_at",
    [accountId],
  );
  return rows.map(({ kind, state }) => `${kind} ${state}`);
}

/** What was queued last of it, as it would be sent. */
async function wordsOf(kind: string): Promise<{ readonly text: string }> {
  const [row] = await db.query<{ id: string; portfolioId: string; sealed: Buffer }>(
    `select id, portfolio_id as "portfolioId", sealed from contact_record
     where account_id = $1 and kind = $2 and state = 'queued' order by at desc limit 1`,
    [accountId, kind],
  );
  if (row === undefined) throw new Error("nothing is queued");
  return runtime.sealer.open<{ text: string }>(contactBinding(row), row.sealed);
}

const blocked = "blocked cn-hours";

describe("a message that the night stops", () => {
  test("goes out in the morning, once, whoever asks and how often", async () => {
    expect(await decided()).toEqual([blocked]);
    const [line] = await contactRecord(runtime, signer.actor);
    expect(line).toMatchObject({ kind: "plan-missed", againAt: Date.parse("2026-11-21T00:00Z") });
    await askAt("2026-11-20T23:59:00Z");
    expect(await decided()).toEqual([blocked]);
    runtime.clock.set(morning);
    await Promise.all([tellWaiting(runtime), tellWaiting(runtime), tellWaiting(runtime)]);
    await watchPlans(runtime);
    await askAt("2026-11-22T03:00:00Z");
    expect(await decided()).toEqual([blocked, "queued cn-rules-kept"]);
    expect(await waits()).toEqual(["plan-missed sent"]);
  });

  test("is blocked for good once the debtor has opted out", async () => {
    const refused = { locale: "zh-CN", refused: ["email", "sms"], hours: null } as const;
    await savePreferences(runtime, signer, refused);
    await askAt(morning);
    await savePreferences(runtime, signer, { ...refused, refused: [] });
    await askAt("2026-11-21T04:00:00Z");
    const ofEach = ["blocked channel-refused", "blocked channel-refused"];
    expect(await decided()).toEqual([blocked, ...ofEach]);
    expect(await waits()).toEqual(["plan-missed blocked"]);
  });

  test("is dropped when it was paid meanwhile, and nothing is asked", async () => {
    const [first] = await listInstalments(db, planId);
    await payElsewhere(runtime, accountId, first?.amount ?? 0n);
    await askAt(morning);
    expect(await decided()).toEqual([blocked]);
    expect(await waits()).toEqual(["plan-missed no-longer-so"]);
  });

  test("is dropped when the plan was cancelled meanwhile", async () => {
    const done = await cancelPlan(runtime, signer, accountId, planId);
    await askAt(morning);
    expect([done.ok, await waits()]).toEqual([true, ["plan-missed no-longer-so"]]);
  });

  test("is let go when it is older than the policy's days", async () => {
    await askAt("2026-11-23T16:31:00Z");
    expect(await decided()).toEqual([blocked]);
    expect(await waits()).toEqual(["plan-missed too-old"]);
  });

  test("waits on when another rule stops it, each decision with its rule", async () => {
    const hours = { fromMinute: 10 * 60, toMinute: 11 * 60 };
    await savePreferences(runtime, signer, { locale: "zh-CN", refused: [], hours });
    await askAt(morning);
    await askAt("2026-11-21T01:59:00Z");
    expect(await decided()).toEqual([blocked, "blocked agreed-hours"]);
    expect(await waits()).toEqual(["plan-missed waiting"]);
    await askAt("2026-11-21T02:00:00Z");
    expect((await decided()).at(-1)).toBe("queued cn-rules-kept");
    expect(await waits()).toEqual(["plan-missed sent"]);
  });

  test("names no day that has gone by when a hold let it go after the grace", async () => {
    const second = await someAccount(runtime, await somePortfolio(runtime));
    accountId = second.accountId;
    runtime.clock.set("2026-11-19T08:00:00Z");
    signer = await atLevelTwo(runtime, accountId);
    const named = await pickNamed(runtime, accountId, "instalments", 6);
    const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
    expect(await sign(runtime, signer, accountId, pick)).toMatchObject({ ok: true });
    const days = { from: calendarDate("2026-11-21"), to: calendarDate("2026-11-24") };
    const effects = ["notices"] as const;
    const wanted = { accountId, kind: "manual", effects, ...days, reason: "test" } as const;
    runtime.clock.set("2026-11-21T00:30:00Z");
    expect((await setHold(runtime, system, wanted)).ok).toBe(true);
    await watchPlans(runtime);
    expect(await decided()).toEqual(["blocked hold:manual"]);
    await askAt("2026-11-23T16:00:00Z");
    await askAt("2026-11-24T00:00:00Z");
    expect((await decided()).at(-1)).toBe("queued cn-rules-kept");
    const { text } = await wordsOf("plan-missed");
    expect(text).toContain("2026年11月20日");
    expect(text).not.toContain("2026年11月23日");
    expect(text).toContain("计划还照旧");
  });

  test("is a reminder no more when its date has gone by", async () => {
    const [first] = await listInstalments(db, planId);
    await payElsewhere(runtime, accountId, first?.amount ?? 0n);
    runtime.clock.set("2026-12-19T16:30:00Z");
    await watchPlans(runtime);
    expect(await decided("plan-reminder")).toEqual([blocked]);
    await askAt("2026-12-20T16:01:00Z");
    expect(await decided("plan-reminder")).toEqual([blocked]);
    expect(await waits()).toContain("plan-reminder no-longer-so");
  });
});
