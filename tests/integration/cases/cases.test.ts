import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { findCase } from "#app/db/stores/case-files.server.ts";
import type { CaseKind } from "#app/domain/disputes/case.ts";
import { mailCaseLetterTask } from "#app/jobs/mail-case-letter.server.ts";
import { loadAccount } from "#app/services/accounts/account-state.server.ts";
import type { DebtorActor, StaffActor } from "#app/services/actor.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { letterCopy } from "#app/services/cases/letter-copy.server.ts";
import { type NewCase, openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { workOnCase } from "#app/services/cases/work-on-case.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { documentsPage } from "#app/services/reading/documents.server.ts";
import { homeNews } from "#app/services/reading/home-news.server.ts";
import { staffCase } from "#app/services/reading/staff-case.server.ts";
import { staffCases } from "#app/services/reading/staff-cases.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let actor: DebtorActor;
let visit: Visit;
let service: StaffActor;

beforeAll(async () => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  visit = await verified(runtime, accountId);
  ({ actor } = visit);
  service = staffOf("customer-service");
});

const day = 86_400_000;
const staffOf = (role: StaffActor["role"], portfolioIds = [portfolio.id]): StaffActor => ({
  ...{ kind: "staff", staffId: runtime.ids.next(), role, portfolioIds },
});
const wrongAmount: NewCase = {
  ...{ kind: "dispute", ground: "wrong-amount", words: { text: "少记了一笔", amount: "9000" } },
};
const complaint: NewCase = { kind: "complaint", ground: "contact", words: { text: "太晚打来" } };
const load = async () => loadAccount(runtime, db, (await findAccount(db, accountId))!);
const balance = async () => (await load()).balance.totalMinor;
const holdsNow = async () => {
  const { holds, today } = await load();
  return holds.filter(({ toOn }) => toOn === null || toOn > today).map(({ kind }) => kind);
};
const eventsOf = async () => {
  const rows = await db.query<{ type: string; data: Record<string, unknown> }>(
    "select type, data from event where account_id = $1 order by account_seq",
    [accountId],
  );
  return rows.filter(({ type }) => /^(dispute|complaint|adjustment|hold)/.test(type));
};
const messages = async () => {
  const rows = await db.query<{ kind: string }>(
    "select kind from contact_record where account_id = $1 and allowed order by at, id",
    [accountId],
  );
  return rows.map(({ kind }) => kind);
};
/** What home says of it. */
const news = async () => homeNews(runtime, { ...visit, actor }, await load(), false);
async function opened(wanted: NewCase): Promise<string> {
  const done = await openCase(runtime, actor, accountId, wanted);
  if (!done.ok) throw new Error(done.error);
  return done.value.caseId;
}
const resolve = (id: string, outcome: "upheld" | "partly" | "not-upheld", minor?: bigint) =>
  resolveCase(runtime, service, id, { outcome, text: "查过了", amountMinor: minor ?? null });
const answer = (id: string, action: "add" | "accept" | "reopen" | "withdraw", text = "") =>
  answerCase(runtime, actor, id, { action, text });

describe("raising a dispute", () => {
  test("stops collection at once, starts the clock and tells whoever has to know", async () => {
    const id = await opened(wrongAmount);
    expect(await holdsNow()).toEqual(["dispute"]);
    const page = await casePage(runtime, actor, await load(), id);
    expect(page).toMatchObject({
      state: "open",
      stops: ["notices", "autopay", "collection"],
      steps: [{ kind: "opened", own: true, text: "少记了一笔", amountMinor: 900_000n }],
      currency: "CNY",
    });
    const seen = await staffCase(runtime, service, id);
    expect(seen?.steps).toMatchObject([{ kind: "opened", claimedMinor: 900_000n }]);
    expect((await eventsOf()).map(({ type }) => type)).toEqual(["hold.set", "dispute.opened"]);
    const [listed] = await staffCases(runtime, service, "dispute", true);
    expect(listed).toMatchObject({ id, ground: "wrong-amount", late: false });
    expect(await messages()).toEqual(["case-opened"]);
  });

  test("twice the same way opens one; a lost card sets its own hold beside it", async () => {
    const both = await Promise.all([opened(wrongAmount), opened(wrongAmount)]);
    expect(new Set(both).size).toBe(1);
    await opened({ kind: "dispute", ground: "fraud-or-lost-card", words: { text: "丢了" } });
    expect((await holdsNow()).sort()).toEqual(["dispute", "identity-fraud"]);
  });

  test("takes along the files that were added to its form", async () => {
    const content = Buffer.from("%PDF-1.7 plainly a slip");
    const whatFor = { portfolioId: portfolio.id, accountId, purpose: "dispute" } as const;
    const file = { name: "回单.pdf", bytes: content.length, content };
    await keepEvidence(runtime, actor, whatFor, [file]);
    const id = await opened(wrongAmount);
    const page = await staffCase(runtime, service, id);
    expect(page?.files).toMatchObject([{ name: "回单.pdf" }]);
  });

  test("is for the one who owes: not for a stranger, whose account is not found", async () => {
    const other = await someAccount(runtime, portfolio);
    const done = await openCase(runtime, actor, other.accountId, wrongAmount);
    expect(done).toEqual({ ok: false, error: "not-found" });
    const id = await opened(wrongAmount);
    const { actor: stranger } = await verified(runtime, other.accountId);
    expect(await casePage(runtime, stranger, await load(), id)).toBeNull();
    expect(await answerCase(runtime, stranger, id, { action: "withdraw", text: "" })).toEqual({
      ok: false,
      error: "not-found",
    });
    expect(await staffCase(runtime, staffOf("supervisor", []), id)).toBeNull();
    expect(await letterCopy(runtime, stranger, id)).toBeNull();
  });
});

describe("answering a dispute", () => {
  test("upheld: the amount comes off, the hold ends, the letter goes out", async () => {
    const before = await balance();
    const id = await opened(wrongAmount);
    expect(await resolve(id, "upheld", 400_00n)).toMatchObject({ ok: true });
    expect(before - (await balance())).toBe(400_00n);
    expect(await holdsNow()).toEqual([]);
    const events = await eventsOf();
    expect(events.map(({ type }) => type).slice(2)).toEqual([
      "adjustment.posted",
      "hold.ended",
      "dispute.resolved",
    ]);
    expect(events.at(-1)?.data).toMatchObject({ outcome: "upheld", amount: "400.00", round: 1 });
    await mailCaseLetterTask(runtime, { caseId: id, round: 1 });
    expect(await messages()).toEqual(["case-opened", "case-answered"]);
    const letter = await letterCopy(runtime, actor, id);
    expect(letter?.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("not mine, upheld: nothing is owed any more, and the hold stays", async () => {
    const id = await opened({ kind: "dispute", ground: "not-mine", words: { text: "不是我" } });
    service = staffOf("supervisor");
    expect(await resolve(id, "upheld")).toMatchObject({ ok: true });
    expect(await balance()).toBe(0n);
    expect(await holdsNow()).toEqual(["dispute"]);
  });

  test("more than one person may take off waits for a supervisor", async () => {
    const id = await opened(wrongAmount);
    expect(await resolve(id, "upheld", 500_01n)).toEqual({ ok: false, error: "needs-supervisor" });
    expect(await resolve(id, "partly", 500_00n)).toMatchObject({ ok: true });
  });

  test("not upheld: the balance stays, the hold ends, and it is answered once", async () => {
    const before = await balance();
    const id = await opened(wrongAmount);
    const both = await Promise.all([resolve(id, "not-upheld"), resolve(id, "not-upheld")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await balance()).toBe(before);
    expect(await holdsNow()).toEqual([]);
  });

  test("reopened: a new clock, the hold again, and a second answer of its own", async () => {
    const id = await opened(wrongAmount);
    await resolve(id, "partly", 100_00n);
    runtime.clock.advance(10 * day);
    expect(await answer(id, "reopen")).toEqual({ ok: false, error: "text-missing" });
    expect(await answer(id, "reopen", "还少一笔")).toMatchObject({ ok: true });
    expect(await holdsNow()).toEqual(["dispute"]);
    expect(await findCase(db, id)).toMatchObject({ state: "open", round: 2, outcome: null });
    const before = await balance();
    expect(await resolve(id, "upheld", 50_00n)).toMatchObject({ ok: true });
    expect(before - (await balance())).toBe(50_00n);
    runtime.clock.advance(90 * day);
    expect(await answer(id, "reopen", "再看")).toEqual({ ok: false, error: "too-late" });
  });

  test("keeps each answer’s letter among the papers when it is reopened", async () => {
    const id = await opened(wrongAmount);
    await resolve(id, "partly", 100_00n);
    await answer(id, "reopen", "还少一笔");
    const papers = async () =>
      (await documentsPage(runtime, await verified(runtime, accountId))).papers;
    const [letter] = await papers();
    expect(letter).toMatchObject({ kind: "dispute" });
    expect(letter?.href).toContain(`${id}/letter.pdf?which=answer&round=1`);
    const first = { which: "answer", round: 1 } as const;
    expect(await letterCopy(runtime, actor, id, first)).not.toBeNull();
    expect(await letterCopy(runtime, actor, id, { ...first, round: 2 })).toBeNull();
    runtime.clock.advance(day);
    await resolve(id, "not-upheld");
    expect((await papers()).map(({ href }) => href.slice(-7))).toEqual(["round=2", "round=1"]);
  });

  test("is not reopened beside a new one of the same ground, which hears it", async () => {
    const id = await opened(wrongAmount);
    await resolve(id, "not-upheld");
    const newer = await opened(wrongAmount);
    expect(await answer(id, "reopen", "再看")).toEqual({ ok: true, value: newer });
    expect(await findCase(db, id)).toMatchObject({ state: "resolved", round: 1 });
  });

  test("withdrawn: what had stopped goes on", async () => {
    const id = await opened(wrongAmount);
    expect(await answer(id, "withdraw")).toMatchObject({ ok: true });
    expect(await holdsNow()).toEqual([]);
    expect((await eventsOf()).at(-1)?.data).toMatchObject({ outcome: "withdrawn" });
    expect(await answer(id, "withdraw")).toMatchObject({ error: "case-action-not-possible" });
  });
});

describe("working on a complaint", () => {
  const work = (id: string, action: "ask" | "extend" | "note") =>
    workOnCase(runtime, service, id, { action, text: "说明" });

  test("stops nothing; is extended as far as the rules go, with a reason", async () => {
    const id = await opened(complaint);
    expect(await holdsNow()).toEqual([]);
    const first = (await findCase(db, id))?.dueAt.getTime() ?? 0;
    expect(await work(id, "extend")).toMatchObject({ ok: true });
    const second = (await findCase(db, id))?.dueAt.getTime() ?? 0;
    expect((second - first) / day).toBe(15);
    expect(await work(id, "extend")).toMatchObject({ ok: true });
    expect(await work(id, "extend")).toEqual({ ok: false, error: "no-extension-left" });
    expect(await messages()).toEqual(["case-opened", "case-extended", "case-extended"]);
  });

  test("late after its day, for staff and for the debtor", async () => {
    const id = await opened(complaint);
    runtime.clock.advance(16 * day);
    const [line] = await staffCases(runtime, service, "complaint", true);
    expect(line).toMatchObject({ id, late: true });
    expect(await casePage(runtime, actor, await load(), id)).toMatchObject({ late: true });
  });

  test("a question is answered; a note is not for the debtor to read", async () => {
    const id = await opened(complaint);
    await work(id, "ask");
    await work(id, "note");
    const asked = await casePage(runtime, actor, await load(), id);
    expect(asked).toMatchObject({ state: "asked", question: "说明" });
    expect(await news()).toEqual({ about: "complaint", id, state: "asked", answerBy: null });
    expect(asked?.steps.map(({ kind }) => kind)).toEqual(["opened", "asked"]);
    expect(await answer(id, "add", "上周二")).toMatchObject({ ok: true });
    expect(await findCase(db, id)).toMatchObject({ state: "open" });
    expect(await news()).toBeNull();
  });

  test("answered with redress, accepted; the referral stands beside it", async () => {
    const id = await opened(complaint);
    expect(await resolve(id, "upheld", 20_00n)).toMatchObject({ ok: true });
    expect(await news()).toMatchObject({ about: "complaint", id, state: "resolved" });
    expect(await answer(id, "accept")).toMatchObject({ ok: true });
    const page = await casePage(runtime, actor, await load(), id);
    expect(page).toMatchObject({ state: "accepted", referral: "cn", may: { reopen: true } });
  });
});

test.each<CaseKind>(["dispute", "complaint"])(
  "what was said in a %s stands sealed and cannot be changed",
  async (kind) => {
    const id = await opened(kind === "dispute" ? wrongAmount : complaint);
    const [row] = await db.query<{ raw: string }>(
      "select row_to_json(s)::text as raw from case_step s where case_id = $1",
      [id],
    );
    expect(row?.raw).not.toContain(Buffer.from("少记").toString("hex"));
    await expect(
      db.query("update case_step set by = 'x' where case_id = $1", [id]),
    ).rejects.toThrow();
    await expect(db.query("delete from case_step where case_id = $1", [id])).rejects.toThrow();
  },
);
