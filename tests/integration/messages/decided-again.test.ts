import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listContactsSince } from "#app/db/stores/contacts.server.ts";
import { listInstalments } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import { tellWaiting } from "#app/services/messages/tell-waiting.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let planId: string;
let debtor: Visit;
/** Shanghai: 21:58 on 21 November, half past one in the night after it, five past eight. */
const evening = "2026-11-21T13:58:00Z";
const night = "2026-11-21T17:30:00Z";
const morning = "2026-11-22T00:05:00Z";

beforeAll(() => {
  runtime = testRuntime(db);
});

/** An instalment of 20 November was missed; its word was tried in the evening, without answer. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const delinquentSince = calendarDate("2026-09-01");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime), { delinquentSince }));
  debtor = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  const done = await sign(runtime, debtor, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
  runtime.clock.set(evening);
  await watchPlans(runtime);
  expect(await tryIt("unknown")).toBe("again");
});

/** Tries the newest line of its kind that is queued; answers what became of it. */
async function tryIt(answer: "ok" | "unknown" = "ok", kind = "plan-missed") {
  const id = (await lines(kind)).findLast(({ state }) => state === "queued")?.id ?? "";
  runtime.sent.length = 0;
  runtime.answers.length = 0;
  if (answer === "unknown") runtime.answers.push({ outcome: "unknown", detail: "timeout" });
  return sendMessage(runtime, id, false);
}

async function tryAt(instant: string, answer: "ok" | "unknown" = "ok", kind = "plan-missed") {
  runtime.clock.set(instant);
  return tryIt(answer, kind);
}

async function lines(kind: string) {
  return db.query<{ id: string; channel: string; state: string; rule: string }>(
    `select id, channel, state, rule from contact_record
     where account_id = $1 and kind = $2 order by at, id`,
    [accountId, kind],
  );
}

async function decided(kind = "plan-missed") {
  return (await lines(kind)).map(({ channel, state, rule }) => `${channel} ${state} ${rule}`);
}

async function waits() {
  const text = "select state from waiting_message where account_id = $1 and kind = 'plan-missed'";
  return (await db.query<{ state: string }>(text, [accountId])).map(({ state }) => state);
}

const withdrawn = "email withdrawn cn-rules-kept";

describe("a message that is tried again", () => {
  test("goes under its own id while nothing has changed", async () => {
    expect(await tryAt("2026-11-21T13:59:00Z")).toBe("sent");
    expect(await decided()).toEqual(["email sent cn-rules-kept"]);
  });

  test("is not sent at night; it is told anew in the morning, and counts once", async () => {
    expect(await tryAt(night)).toBe("withdrawn");
    expect(runtime.sent).toEqual([]);
    expect(await decided()).toEqual([withdrawn, "email blocked cn-hours"]);
    expect(await waits()).toEqual(["waiting"]);
    runtime.clock.set(morning);
    await tellWaiting(runtime);
    expect(await tryIt()).toBe("sent");
    expect((await decided()).slice(2)).toEqual(["email sent cn-rules-kept"]);
    expect(await waits()).toEqual(["sent"]);
    const counted = await listContactsSince(db, debtor.debtor.id, new Date(0));
    expect(counted.filter(({ kind }) => kind === "plan-missed")).toHaveLength(1);
  });

  test("waits a second time when the night comes again before it was answered", async () => {
    await tryAt(night);
    runtime.clock.set(morning);
    await tellWaiting(runtime);
    expect(await tryIt("unknown")).toBe("again");
    expect(await tryAt("2026-11-22T17:30:00Z")).toBe("withdrawn");
    expect(await waits()).toEqual(["waiting"]);
    runtime.clock.set("2026-11-23T00:05:00Z");
    await tellWaiting(runtime);
    expect((await decided()).at(-1)).toBe("email queued cn-rules-kept");
  });

  test("goes by text message once mail was refused", async () => {
    await savePreferences(runtime, debtor, { locale: "zh-CN", refused: ["email"], hours: null });
    expect(await tryAt("2026-11-21T13:59:00Z")).toBe("withdrawn");
    const refused = "email blocked channel-refused";
    expect(await decided()).toEqual([withdrawn, refused, "sms queued cn-rules-kept"]);
    expect(await tryIt()).toBe("sent");
    expect(runtime.sent).toMatchObject([{ channel: "sms" }]);
  });

  test("is dropped when the instalment was paid meanwhile", async () => {
    const [first] = await listInstalments(db, planId);
    await payElsewhere(runtime, accountId, first?.amount ?? 0n);
    expect(await tryAt("2026-11-21T13:59:00Z")).toBe("withdrawn");
    expect([runtime.sent, await decided(), await waits()]).toEqual([
      [],
      [withdrawn],
      ["no-longer-so"],
    ]);
  });

  test("is dropped when the plan was cancelled meanwhile", async () => {
    await cancelPlan(runtime, debtor, accountId, planId);
    expect(await tryAt("2026-11-21T13:59:00Z")).toBe("withdrawn");
    expect([runtime.sent, await decided()]).toEqual([[], [withdrawn]]);
  });

  test("is stopped by a dispute, whose rule is on record", async () => {
    const hold = { accountId, kind: "dispute", reason: "test" } as const;
    expect(await setHold(runtime, system, hold)).toMatchObject({ ok: true });
    expect(await tryAt(night)).toBe("withdrawn");
    expect(runtime.sent).toEqual([]);
    expect(await decided()).toEqual([withdrawn, "email blocked hold:dispute"]);
    expect(await waits()).toEqual(["no-longer-so"]);
  });

  test("is not sent to somebody who is not the debtor", async () => {
    await db.query("update debtor set wrong_person = true where id = $1", [debtor.debtor.id]);
    expect(await tryAt("2026-11-21T13:59:00Z")).toBe("withdrawn");
    expect(await decided()).toEqual([withdrawn, "email blocked wrong-person"]);
  });
});

describe("a link that is tried again", () => {
  beforeEach(async () => {
    const noPlan = "update hold set to_on = from_on where account_id = $1";
    await db.query(noPlan, [accountId]);
    const issued = await issueLink(runtime, system, { accountId, channel: "email" });
    expect(issued).toMatchObject({ ok: true });
    expect(await tryIt("unknown", "link")).toBe("again");
  });

  test("keeps its place at night, and goes in the morning under its own id", async () => {
    expect(await tryAt(night, "ok", "link")).toBe("later");
    expect(runtime.sent).toEqual([]);
    const [line] = await lines("link");
    expect(await decided("link")).toEqual(["email queued cn-rules-kept", "email blocked cn-hours"]);
    const [job] = await db.query<{ hours: number }>(
      `select extract(epoch from run_at - now())::float8 / 3600 as hours
       from graphile_worker.jobs where key = $1`,
      [`send-message:${line?.id}`],
    );
    expect(job?.hours).toBeCloseTo(6.5, 1);
    expect(await tryAt(morning, "ok", "link")).toBe("sent");
    expect(runtime.sent.map(({ id }) => id)).toEqual([line?.id]);
  });

  test("is withdrawn once nobody may write any more, or the link is revoked", async () => {
    await db.query("update portal_link set revoked_at = now() where account_id = $1", [accountId]);
    expect(await tryAt("2026-11-21T13:59:00Z", "ok", "link")).toBe("withdrawn");
    expect(await decided("link")).toEqual([withdrawn]);
  });

  test("is withdrawn for good by a refusal", async () => {
    await savePreferences(runtime, debtor, { locale: "zh-CN", refused: ["email"], hours: null });
    expect(await tryAt("2026-11-21T13:59:00Z", "ok", "link")).toBe("withdrawn");
    expect(await decided("link")).toEqual([withdrawn, "email blocked channel-refused"]);
  });
});
