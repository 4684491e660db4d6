import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { system } from "#app/services/act.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { tellWaiting } from "#app/services/messages/tell-waiting.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { threadPage, threadsPage } from "#app/services/reading/threads.server.ts";
import { answerThread } from "#app/services/threads/answer-thread.server.ts";
import { beginThread } from "#app/services/threads/begin-thread.server.ts";
import { writeMessage } from "#app/services/threads/write-message.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let who: Visit;
let staff: StaffActor;
/** Half past midnight in Shanghai, and five past eight. */
const night = "2026-11-19T16:30:00Z";
const morning = "2026-11-20T00:05:00Z";

beforeEach(async () => {
  runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  who = await verified(runtime, accountId);
  const portfolioIds = [portfolio.id];
  staff = { kind: "staff", staffId: runtime.ids.next(), role: "collector", portfolioIds };
});

async function begin(id = randomUUID(), debtorId = who.debtor.id) {
  const said = { id, debtorId, subject: "还款日", text: "15日方便吗？" };
  const begun = await beginThread(runtime, staff, accountId, said);
  if (!begun.ok) throw new Error(begun.error);
  return begun.value;
}

async function decided() {
  const rows = await db.query<{ state: string; rule: string }>(
    `select state, rule from contact_record
     where debtor_id = $1 and kind = 'message-begun' order by at, id`,
    [who.debtor.id],
  );
  return rows.map(({ state, rule }) => `${state} ${rule}`);
}

async function dispute(): Promise<string> {
  const set = await setHold(runtime, system, { accountId, kind: "dispute", reason: "test" });
  return set.ok ? set.value.hold.id : expect.fail(set.error);
}

async function askAt(instant: string): Promise<void> {
  runtime.clock.set(instant);
  await tellWaiting(runtime);
}

describe("a message that staff begin", () => {
  it("stands on the debtor's page, is told by the contact rules, and may be answered", async () => {
    const { threadId, news } = await begin();
    expect(news).toBe("begun");
    expect((await threadsPage(runtime, who)).threads).toMatchObject([{ unread: true }]);
    const page = await threadPage(runtime, who, threadId);
    expect(page?.messages).toMatchObject([{ mine: false, text: "15日方便吗？" }]);
    expect(await decided()).toEqual(["queued cn-rules-kept"]);
    const answer = { id: randomUUID(), text: "可以", to: { threadId } };
    expect(await writeMessage(runtime, who, accountId, answer)).toMatchObject({ ok: true });
    const [audit] = await db.query("select action from audit where subject = $1 and actor = $2", [
      `account:${accountId}`,
      `staff:${staff.staffId}`,
    ]);
    expect(audit).toEqual({ action: "message.begun" });
    // The collector's own people wrote it: only the debtor's answer is news to them.
    const events = await db.query<{ type: string }>(
      "select type from event where account_id = $1 and type like 'message.%'",
      [accountId],
    );
    expect(events).toEqual([{ type: "message.received" }]);
  });

  it("is said once by a form that was sent twice", async () => {
    const id = randomUUID();
    const [first, second] = [await begin(id), await begin(id)];
    expect(second.threadId).toBe(first.threadId);
    expect(await decided()).toHaveLength(1);
  });

  it("waits for the morning, and is not told once the debtor has read it", async () => {
    runtime.clock.set(night);
    const { news, threadId } = await begin();
    await begin();
    expect([news, await decided()]).toEqual(["waits", ["blocked cn-hours", "blocked cn-hours"]]);
    who = await verified(runtime, accountId);
    await threadPage(runtime, who, threadId);
    runtime.clock.set(morning);
    await tellWaiting(runtime);
    await tellWaiting(runtime);
    expect((await decided()).slice(2)).toEqual(["queued cn-rules-kept"]);
  });

  it("that waits goes on waiting under a dispute, and is told after it", async () => {
    runtime.clock.set(night);
    await begin();
    const holdId = await dispute();
    await askAt(morning);
    await askAt("2026-11-20T12:00:00Z");
    await askAt("2026-11-21T00:05:00Z");
    const stopped = ["blocked cn-hours", "blocked hold:dispute"];
    expect(await decided()).toEqual(stopped);
    runtime.clock.set("2026-11-25T04:00:00Z");
    expect(await endHold(runtime, system, holdId)).toMatchObject({ ok: true });
    await askAt("2026-11-25T04:05:00Z");
    await askAt("2026-11-26T04:05:00Z");
    expect(await decided()).toEqual([...stopped, "queued cn-rules-kept"]);
  });

  it("is not told later where a dispute stops it at once, and staff hear so", async () => {
    const holdId = await dispute();
    expect(await begin()).toMatchObject({ news: "untold" });
    expect(await endHold(runtime, system, holdId)).toMatchObject({ ok: true });
    await askAt(morning);
    await askAt("2026-11-21T04:05:00Z");
    expect(await decided()).toEqual(["blocked hold:dispute"]);
  });

  it("is one too when it goes on in a thread in which nobody waits", async () => {
    const { threadId } = await begin();
    runtime.clock.set(night);
    await answerThread(runtime, staff, threadId, { id: randomUUID(), text: "还在吗？" });
    expect((await decided()).at(-1)).toBe("blocked cn-hours");
    runtime.clock.set(morning);
    await tellWaiting(runtime);
    expect((await decided()).at(-1)).toBe("queued cn-rules-kept");
  });

  it("is not told where the debtor refused to be written to, and staff hear so", async () => {
    const refused = { locale: "zh-CN", refused: ["email", "sms"], hours: null } as const;
    await savePreferences(runtime, who, refused);
    expect(await begin()).toMatchObject({ news: "untold" });
    expect((await threadsPage(runtime, who)).threads).toMatchObject([{ unread: true }]);
  });

  it("reaches nobody who does not owe the account, nor by staff of another portfolio", async () => {
    const other = await verified(
      runtime,
      (await someAccount(runtime, await somePortfolio(runtime))).accountId,
    );
    await expect(begin(randomUUID(), other.debtor.id)).rejects.toThrow("not-found");
    staff = { ...staff, portfolioIds: [other.portfolio.id] };
    await expect(begin()).rejects.toThrow("not-found");
    expect(await decided()).toEqual([]);
  });
});
