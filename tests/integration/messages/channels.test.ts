import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { StaffActor } from "#app/services/actor.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { tellWaiting } from "#app/services/messages/tell-waiting.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { beginThread } from "#app/services/threads/begin-thread.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let debtor: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A plan whose first instalment of six is due on 20 November. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const delinquentSince = calendarDate("2026-09-01");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime), { delinquentSince }));
  debtor = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  expect(await sign(runtime, debtor, accountId, pick)).toMatchObject({ ok: true });
});

const refuse = (...refused: ("email" | "sms")[]) =>
  savePreferences(runtime, debtor, { locale: "zh-CN", refused, hours: null });

async function decided(kind: string) {
  const rows = await db.query<{ channel: string; state: string; rule: string }>(
    `select channel, state, rule from contact_record
     where account_id = $1 and kind = $2 order by at, id`,
    [accountId, kind],
  );
  return rows.map(({ channel, state, rule }) => `${channel} ${state} ${rule}`);
}

async function waiting() {
  const text = "select kind, state from waiting_message where account_id = $1";
  return db.query<{ kind: string; state: string }>(text, [accountId]);
}

const mailRefused = "email blocked channel-refused";

describe("a debtor who refused mail", () => {
  test("gets reminder and missed notice by text message", async () => {
    await refuse("email");
    runtime.clock.set("2026-11-20T04:00:00Z");
    await watchPlans(runtime);
    runtime.clock.set("2026-11-21T04:00:00Z");
    await watchPlans(runtime);
    const bySms = [mailRefused, "sms queued cn-rules-kept"];
    expect([await decided("plan-reminder"), await decided("plan-missed")]).toEqual([bySms, bySms]);
    expect(await waiting()).toEqual([]);
  });

  test("hears of a message that staff begin by text message", async () => {
    ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
    debtor = await atLevelTwo(runtime, accountId);
    await refuse("email");
    const { debtor: to, portfolio } = debtor;
    const said = { id: randomUUID(), debtorId: to.id, subject: "还款日", text: "方便吗？" };
    const staffId = runtime.ids.next();
    const staff = { kind: "staff", staffId, role: "collector", portfolioIds: [portfolio.id] };
    const begun = await beginThread(runtime, staff as StaffActor, accountId, said);
    expect(begun).toMatchObject({ ok: true, value: { news: "begun" } });
    expect(await decided("message-begun")).toEqual([mailRefused, "sms queued cn-rules-kept"]);
  });

  test("waits for the morning of text messages at night", async () => {
    await refuse("email");
    runtime.clock.set("2026-11-20T16:30:00Z");
    await watchPlans(runtime);
    expect(await decided("plan-missed")).toEqual([mailRefused, "sms blocked cn-hours"]);
    expect(await waiting()).toEqual([{ kind: "plan-missed", state: "waiting" }]);
    runtime.clock.set("2026-11-21T00:05:00Z");
    await tellWaiting(runtime);
    const again = [mailRefused, "sms queued cn-rules-kept"];
    expect((await decided("plan-missed")).slice(2)).toEqual(again);
    expect(await waiting()).toEqual([{ kind: "plan-missed", state: "sent" }]);
  });

  test("and text messages too gets neither, and the record says why of each", async () => {
    await refuse("email", "sms");
    runtime.clock.set("2026-11-21T04:00:00Z");
    await watchPlans(runtime);
    expect(await decided("plan-missed")).toEqual([mailRefused, "sms blocked channel-refused"]);
    expect(await waiting()).toEqual([]);
  });
});

test("what stops every channel alike is decided once", async () => {
  runtime.clock.set("2026-11-20T16:30:00Z");
  await watchPlans(runtime);
  expect(await decided("plan-missed")).toEqual(["email blocked cn-hours"]);
});
