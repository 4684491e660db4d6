import { beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { action as actOnCase } from "#app/routes/debtor/case/route.tsx";
import { loadAccount } from "#app/services/accounts/account-state.server.ts";
import type { DebtorActor, StaffActor } from "#app/services/actor.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { workOnCase } from "#app/services/cases/work-on-case.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { keptDrafts } from "#app/services/reading/drafts.server.ts";
import { staffCase } from "#app/services/reading/staff-case.server.ts";
import { staffCases } from "#app/services/reading/staff-cases.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { ask, outcomeOf } from "../../support/staff.ts";
import { someAccount, verified, verifiedToken } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let actor: DebtorActor;
let staff: StaffActor;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  ({ actor } = await verified(runtime, accountId));
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "customer-service" },
    portfolioIds: [portfolio.id],
  };
});

const minute = 60_000;
const load = async () => loadAccount(runtime, db, (await findAccount(db, accountId))!);

async function raise(text: string, amount?: string) {
  const words = amount === undefined ? { text } : { text, amount };
  const wanted = { kind: "dispute", ground: "wrong-amount", words } as const;
  const done = await openCase(runtime, actor, accountId, wanted);
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

async function choose(name: string, body = name) {
  const content = Buffer.from(`%PDF-1.7 plainly a slip ${body}`);
  const whatFor = { portfolioId: portfolio.id, accountId, purpose: "dispute" } as const;
  const kept = await keepEvidence(runtime, actor, whatFor, [
    { name, bytes: content.length, content },
  ]);
  expect(kept.ok).toBe(true);
}

async function pageOf(caseId: string) {
  const page = await casePage(runtime, actor, await load(), caseId);
  if (page === null) throw new Error("no such case");
  return page;
}
const saidIn = async (caseId: string) =>
  (await pageOf(caseId)).steps.map(({ kind, text, amount, files }) => ({
    ...{ kind, text, amount, files },
  }));

describe("a dispute that is raised again while the first waits", () => {
  test("with other words and files is added to it, and staff see that it was", async () => {
    const first = await raise("少记了一笔", "9000");
    expect(first.as).toBe("opened");
    expect(await staffCases(runtime, staff, "dispute", true)).toMatchObject([{ added: false }]);
    runtime.clock.advance(minute);
    await choose("回单.pdf");
    const second = await raise("还有一笔也少记了", "8500");
    expect(second).toEqual({ caseId: first.caseId, as: "added" });
    expect(await saidIn(first.caseId)).toEqual([
      { kind: "opened", text: "少记了一笔", amount: "9000", files: 0 },
      { kind: "added", text: "还有一笔也少记了", amount: "8500", files: 1 },
    ]);
    expect((await pageOf(first.caseId)).unsent).toEqual([]);
    expect((await staffCase(runtime, staff, first.caseId))?.files).toMatchObject([
      { name: "回单.pdf" },
    ]);
    expect(await staffCases(runtime, staff, "dispute", true)).toMatchObject([{ added: true }]);
    await workOnCase(runtime, staff, first.caseId, { action: "note", text: "看到了" });
    expect(await staffCases(runtime, staff, "dispute", true)).toMatchObject([{ added: false }]);
  });

  test("within a minute: another amount is added, the very same only once", async () => {
    const { caseId } = await raise("少记了一笔", "9000");
    expect((await raise("少记了一笔", "9000")).as).toBe("opened");
    expect((await raise("少记了一笔", "8500")).as).toBe("added");
    expect(await saidIn(caseId)).toHaveLength(2);
    runtime.clock.advance(minute);
    expect((await raise("少记了一笔", "8500")).as).toBe("added");
  });

  test("two clicks with the same file keep it once; a new file is never lost", async () => {
    await choose("回单.pdf");
    const { caseId } = await raise("少记了一笔");
    await choose("回单.pdf");
    expect((await raise("少记了一笔")).as).toBe("opened");
    await choose("流水.pdf");
    expect((await raise("少记了一笔")).as).toBe("added");
    const page = await pageOf(caseId);
    expect(page.files.map(({ name }) => name)).toEqual(["回单.pdf", "流水.pdf"]);
    expect(page.unsent).toEqual([]);
  });

  test("answers a question that was asked of the debtor", async () => {
    const { caseId } = await raise("少记了一笔");
    await workOnCase(runtime, staff, caseId, { action: "ask", text: "哪一天？" });
    await raise("三月五日那笔");
    expect(await pageOf(caseId)).toMatchObject({ state: "open", question: null });
  });

  test("by staff for one who phoned: it is audited, and told as written down", async () => {
    const { caseId } = await raise("少记了一笔");
    const words = { text: "电话里说还有一笔" };
    const wanted = { kind: "dispute", ground: "wrong-amount", words } as const;
    const done = await openCase(runtime, staff, accountId, wanted);
    expect(done).toEqual({ ok: true, value: { caseId, as: "added" } });
    const { steps } = await pageOf(caseId);
    expect(steps.at(-1)).toMatchObject({ kind: "added", own: false, text: "电话里说还有一笔" });
    const audit = await db.query(
      "select actor, detail->>'caseId' as case from audit where action = 'dispute.add'",
    );
    expect(audit).toEqual([{ actor: `staff:${staff.staffId}`, case: caseId }]);
  });
});

describe("an answered dispute that the debtor is not content with", () => {
  const reopen = (caseId: string, text: string) =>
    answerCase(runtime, actor, caseId, { action: "reopen", text });

  async function answered(): Promise<string> {
    const { caseId } = await raise("少记了一笔");
    const answer = { outcome: "not-upheld", text: "查过了", amountMinor: null } as const;
    expect(await resolveCase(runtime, staff, caseId, answer)).toMatchObject({ ok: true });
    return caseId;
  }

  test("is heard in another of its ground that waits, with its files", async () => {
    const first = await answered();
    const { caseId: second } = await raise("又少记了一笔");
    await choose("回单.pdf");
    expect(await reopen(first, "还是不对")).toEqual({ ok: true, value: second });
    expect((await saidIn(second)).at(-1)).toMatchObject({
      ...{ kind: "added", text: "还是不对", files: 1 },
    });
    expect(await pageOf(second)).toMatchObject({ files: [{ name: "回单.pdf" }], unsent: [] });
    expect(await pageOf(first)).toMatchObject({ state: "resolved", round: 1, files: [] });
    expect(await staffCases(runtime, staff, "dispute", true)).toMatchObject([
      { id: second, added: true },
    ]);
    expect(await reopen(first, "还是不对")).toEqual({ ok: true, value: second });
    expect(await saidIn(second)).toHaveLength(2);
  });

  test("is led by its page to the one that hears it, which thanks; else stays", async () => {
    const token = await verifiedToken(runtime, accountId);
    const say = async (caseId: string, act: string, text: string) => {
      const path = `/a/${accountId}/cases/${caseId}`;
      const form = { act, text, kept: "again add" };
      const asked = { path, token, form, params: { accountId, caseId }, area: "debtor" } as const;
      return outcomeOf(await ask(runtime, actOnCase, { ...asked, multipart: true }));
    };
    const first = await answered();
    const { caseId: second } = await raise("又少记了一笔");
    const there = `303 /a/${accountId}/cases/${second}?done=added`;
    expect(await say(first, "reopen", "还是不对")).toBe(there);
    expect((await saidIn(second)).at(-1)).toMatchObject({ kind: "added", text: "还是不对" });
    // What was typed stands in the other now: nothing of it waits to be sent.
    expect(await keptDrafts(runtime, actor.debtorId, `/a/${accountId}/cases/${first}`)).toEqual([]);
    await say(second, "withdraw", "");
    expect(await say(first, "reopen", "那就再看这一件")).toBe(
      `303 /a/${accountId}/cases/${first}?done=reopened`,
    );
    expect(await pageOf(first)).toMatchObject({ state: "open" });
  });

  test("too late: its files stay with the form", async () => {
    const first = await answered();
    runtime.clock.advance(90 * 24 * 60 * minute);
    await choose("回单.pdf");
    expect(await reopen(first, "再看看")).toEqual({ ok: false, error: "too-late" });
    expect(await pageOf(first)).toMatchObject({ files: [], unsent: [{ name: "回单.pdf" }] });
  });

  test("in time: its files go to it with the words", async () => {
    const first = await answered();
    await choose("回单.pdf");
    expect(await reopen(first, "")).toEqual({ ok: true, value: first });
    expect((await saidIn(first)).at(-1)).toMatchObject({ kind: "reopened", files: 1 });
    expect(await pageOf(first)).toMatchObject({ files: [{ name: "回单.pdf" }], unsent: [] });
  });
});

test("adding on the case's own page: two clicks add once, and nothing is no answer", async () => {
  const { caseId } = await raise("少记了一笔");
  const add = (text: string) => answerCase(runtime, actor, caseId, { action: "add", text });
  const both = await Promise.all([add("有回单"), add("有回单")]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await saidIn(caseId)).toHaveLength(2);
  expect(await add("")).toEqual({ ok: false, error: "text-missing" });
});
