import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "#app/services/actor.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { staffThread, staffThreads } from "#app/services/reading/staff-threads.server.ts";
import { newThreadPage, threadPage, threadsPage } from "#app/services/reading/threads.server.ts";
import { answerThread } from "#app/services/threads/answer-thread.server.ts";
import { writeMessage } from "#app/services/threads/write-message.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { actorOf, someStaff } from "../../support/staff.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let who: Visit;
let staff: StaffActor;

beforeEach(async () => {
  runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  who = await verified(runtime, accountId);
  staff = await actorOf(runtime, await someStaff(runtime, "customer-service", [portfolio.code]));
});

async function begin(text = "我想问一下", id = randomUUID()): Promise<string> {
  const message = { id, text, to: { subject: "还款日" } };
  const written = await writeMessage(runtime, who, accountId, message);
  if (!written.ok) throw new Error(written.error);
  return written.value.threadId;
}

const answer = (threadId: string, text: string | null, id = randomUUID()) =>
  answerThread(runtime, staff, threadId, { id, text });

async function count(what: string, where: string, ...params: unknown[]): Promise<number> {
  const text = `select count(*)::int as count from ${what} where ${where}`;
  return (await db.query<{ count: number }>(text, params))[0]!.count;
}

const told = (kind: string) =>
  count("contact_record", "kind = $1 and debtor_id = $2", kind, who.debtor.id);

describe("the account that a message is about", () => {
  it("is one of several: the debtor chooses, and it stands beside what was written", async () => {
    await begin();
    const alone = await threadsPage(runtime, who);
    expect(alone.accounts.map(({ id }) => id)).toEqual([accountId]);
    expect(alone.threads).toMatchObject([{ account: null }]);
    expect(await newThreadPage(runtime, who, accountId)).toMatchObject({ account: null });
    const jointDebtorRefs = [who.debtor.ref];
    const changes = { jointDebtorRefs, cardLast4: null, product: "样本贷" };
    const { accountId: other, ref } = await someAccount(runtime, who.portfolio, changes);
    const both = await threadsPage(runtime, who);
    expect(both.accounts.map(({ id }) => id).sort()).toEqual([accountId, other].sort());
    expect(both.accounts).toContainEqual({ id: other, ref, card: null, product: "样本贷" });
    expect(both.threads).toMatchObject([{ account: { id: accountId } }]);
    const fresh = await newThreadPage(runtime, who, other);
    expect(fresh).toMatchObject({ accountId: other, account: { id: other } });
    const message = { id: fresh.messageId, text: "另一个账户", to: { subject: "利息" } };
    expect(await writeMessage(runtime, who, other, message)).toMatchObject({ ok: true });
    const { threads } = await threadsPage(runtime, who);
    expect(threads.map(({ account }) => account?.id)).toContain(other);
  });
});

describe("a debtor's message", () => {
  it("promises a day, raises work, tells the collector, and stands sealed", async () => {
    const threadId = await begin();
    const page = await threadPage(runtime, who, threadId);
    expect(page).toMatchObject({
      subject: "还款日",
      messages: [{ mine: true, text: "我想问一下" }],
    });
    expect(page!.answerBy).toBeGreaterThan(runtime.clock.now());
    expect(await count("task", "kind = 'message' and reference = $1", threadId)).toBe(1);
    const [event] = await db.query<{ data: object }>(
      "select data from event where account_id = $1 and type = 'message.received'",
      [accountId],
    );
    expect(event?.data).toMatchObject({ threadId, debtorRef: who.debtor.ref, files: 0 });
    expect(JSON.stringify(event)).not.toContain("还款日");
    const raw = await db.query("select encode(sealed, 'escape') as s from thread_message");
    expect(JSON.stringify(raw)).not.toContain("我想问");
    expect(await told("message-received")).toBe(1);
  });

  it("is said once though its form was sent twice, and keeps the first promise", async () => {
    const id = randomUUID();
    const threadId = await begin("一", id);
    expect(await begin("一", id)).toBe(threadId);
    const promised = (await threadPage(runtime, who, threadId))!.answerBy;
    runtime.clock.advance(86_400_000);
    const again = { ...who };
    const more = { id: randomUUID(), text: "二", to: { threadId } };
    expect((await writeMessage(runtime, again, accountId, more)).ok).toBe(true);
    const page = await threadPage(runtime, who, threadId);
    expect(page!.messages.map(({ text }) => text)).toEqual(["一", "二"]);
    expect(page!.answerBy).toBe(promised);
    expect(await told("message-received")).toBe(1);
  });

  it("carries the files that were added to it", async () => {
    const content = Buffer.from("%PDF-1.7\n%%EOF\n");
    const file = { name: "工资单.pdf", bytes: content.length, content };
    const { portfolioId } = who.debtor;
    await keepEvidence(runtime, who.actor, { portfolioId, accountId, purpose: "message" }, [file]);
    const threadId = await begin();
    const page = await threadPage(runtime, who, threadId);
    expect(page!.messages[0]!.files).toMatchObject([{ name: "工资单.pdf" }]);
    expect(page!.added).toEqual([]);
  });

  it("is nobody else's", async () => {
    const threadId = await begin();
    const other = await verified(
      runtime,
      (await someAccount(runtime, await somePortfolio(runtime))).accountId,
    );
    expect(await threadPage(runtime, other, threadId)).toBeNull();
    expect((await threadsPage(runtime, other)).threads).toEqual([]);
    const intruding = { id: randomUUID(), text: "x", to: { threadId } };
    expect(await writeMessage(runtime, other, accountId, intruding)).toMatchObject({ ok: false });
    const stranger = await actorOf(
      runtime,
      await someStaff(runtime, "customer-service", [other.portfolio.code]),
    );
    expect(await staffThread(runtime, stranger, threadId)).toBeNull();
    expect(
      await answerThread(runtime, stranger, threadId, { id: randomUUID(), text: "x" }),
    ).toEqual({
      ok: false,
      error: "not-found",
    });
  });
});

describe("an answer", () => {
  it("reaches the debtor, is marked as new, and ends the wait", async () => {
    const threadId = await begin();
    expect(await staffThreads(runtime, staff)).toMatchObject([{ id: threadId, late: false }]);
    runtime.clock.advance(60_000);
    const id = randomUUID();
    expect((await answer(threadId, "每月15日", id)).ok).toBe(true);
    expect((await answer(threadId, "每月15日", id)).ok).toBe(true);
    expect((await threadsPage(runtime, who)).threads).toMatchObject([
      { unread: true, answerBy: null },
    ]);
    const page = await threadPage(runtime, who, threadId);
    expect(page!.messages.map(({ mine, text }) => [mine, text])).toEqual([
      [true, "我想问一下"],
      [false, "每月15日"],
    ]);
    expect((await threadsPage(runtime, who)).threads).toMatchObject([{ unread: false }]);
    expect(await count("task", "reference = $1 and done_at is null", threadId)).toBe(0);
    expect(await told("message-answered")).toBe(1);
  });

  it("can be that none is needed, which the debtor is not written about", async () => {
    const threadId = await begin();
    expect((await answer(threadId, null)).ok).toBe(true);
    expect((await staffThread(runtime, staff, threadId))!.answerBy).toBeNull();
    expect(await told("message-answered")).toBe(0);
  });

  it("is late when the promised day has passed", async () => {
    await begin();
    runtime.clock.advance(10 * 86_400_000);
    const later = { ...staff };
    expect(await staffThreads(runtime, later)).toMatchObject([{ late: true }]);
  });

  it("cannot be given by somebody without the permission", async () => {
    const threadId = await begin();
    const auditor = { ...staff, role: "auditor" } as const;
    await expect(
      answerThread(runtime, auditor, threadId, { id: randomUUID(), text: "x" }),
    ).rejects.toThrow(/messages:answer/);
  });
});
