import { beforeEach, describe, expect, test } from "vitest";
import type { StaffActor } from "#app/services/actor.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { answerHardship } from "#app/services/hardship/answer-hardship.server.ts";
import { decideHardship } from "#app/services/hardship/decide-hardship.server.ts";
import {
  type HardshipInput,
  submitHardship,
} from "#app/services/hardship/submit-hardship.server.ts";
import { takeHardshipDown } from "#app/services/hardship/take-hardship-down.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { hardshipListPage } from "#app/services/reading/hardship-document.server.ts";
import {
  staffHardshipCase,
  staffHardshipList,
} from "#app/services/reading/staff-hardship.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let visit: Visit;
let staff: StaffActor;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  visit = await verified(runtime, accountId);
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "customer-service" },
    portfolioIds: [portfolio.id],
  };
});

/** No rule of the preset decides this at once. */
const forPerson: HardshipInput = {
  ...{ reasons: ["rather-not-say"], since: null, text: "别问了" },
  ...{ vulnerable: false, crisis: false },
};

async function tell(changes: Partial<HardshipInput> = {}) {
  const taken = await submitHardship(runtime, visit, accountId, { ...forPerson, ...changes });
  if (!taken.ok) throw new Error(taken.error);
  return taken.value;
}

async function choose(name: string) {
  const content = Buffer.from(`%PDF-1.7 plainly a payslip ${name}`);
  const whatFor = { portfolioId: portfolio.id, accountId, purpose: "hardship" } as const;
  const file = { name, bytes: content.length, content };
  expect((await keepEvidence(runtime, visit.actor, whatFor, [file])).ok).toBe(true);
}

const page = async () =>
  hardshipPage(runtime, visit.actor, await loaded(runtime, accountId), "zh-CN");
const add = (caseId: string, text: string) =>
  answerHardship(runtime, visit, caseId, { act: "add", text });
const casesOf = () =>
  db.query<{ state: string; crisis: boolean }>(
    "select state, crisis from hardship_case where account_id = $1",
    [accountId],
  );

describe("a hardship that is told again while the first waits", () => {
  test("is added: words, reasons, needs, papers, for debtor, staff and API", async () => {
    const { caseId } = await tell();
    runtime.clock.advance(60_000);
    await choose("工资条.pdf");
    const again = {
      reasons: ["illness"],
      text: "住院三周",
      crisis: true,
      vulnerable: true,
    } as const;
    expect(await tell(again)).toEqual({ caseId, as: "added" });
    const expected = {
      reasons: ["rather-not-say", "illness"],
      ...{ text: "别问了", vulnerable: true, crisis: true },
      files: [{ name: "工资条.pdf" }],
      steps: [
        { kind: "submitted", text: "别问了" },
        { kind: "added", text: "住院三周", files: 1 },
      ],
    };
    expect((await page()).case).toMatchObject(expected);
    expect((await page()).unsent).toEqual([]);
    expect(await staffHardshipCase(runtime, staff, caseId)).toMatchObject(expected);
    expect(await staffHardshipList(runtime, staff)).toMatchObject([{ id: caseId, added: true }]);
    const all = { state: null, after: null, limit: 10 };
    const api = await hardshipListPage(runtime, [portfolio.id], all);
    expect(api.hardship).toMatchObject([{ id: caseId, text: "别问了\n\n住院三周" }]);
    const raw = JSON.stringify(await db.query("select * from hardship_step", []));
    expect(raw).not.toMatch(/住院|illness/);
  });

  test("with the very same words within a minute is one", async () => {
    const first = await tell();
    expect(await tell()).toEqual(first);
    expect((await page()).case?.steps).toHaveLength(1);
    expect(await staffHardshipList(runtime, staff)).toMatchObject([{ added: false }]);
  });

  test("twice by two clicks, decided at once, does not send a second to a person", async () => {
    const both = await Promise.all([
      tell({ reasons: ["illness"] }),
      tell({ reasons: ["illness"] }),
    ]);
    expect(both[1]).toEqual(both[0]);
    expect(await casesOf()).toEqual([{ state: "decided", crisis: false }]);
    runtime.clock.advance(60_000);
    await tell({ reasons: ["illness"] });
    expect((await casesOf()).map(({ state }) => state).sort()).toEqual(["decided", "submitted"]);
  });

  test("by staff for one who phoned: added, audited, own files left alone", async () => {
    const { caseId } = await tell();
    await choose("工资条.pdf");
    const debtorId = visit.debtor.id;
    const more = { ...forPerson, text: "电话里说：下月复工" };
    const taken = await takeHardshipDown(runtime, staff, { accountId, debtorId }, more);
    expect(taken).toEqual({ ok: true, value: { caseId, as: "added" } });
    expect((await page()).case?.steps.at(-1)).toMatchObject({ kind: "added", by: "staff" });
    expect((await page()).unsent).toMatchObject([{ name: "工资条.pdf" }]);
    const audit = await db.query("select 1 as one from audit where action = 'hardship.add'", []);
    expect(audit).toHaveLength(1);
  });
});

describe("adding to a hardship that waits", () => {
  test("needs no taking back: a payslip alone is enough, two clicks add once", async () => {
    const { caseId } = await tell();
    expect(await add(caseId, "")).toEqual({ ok: false, error: "text-missing" });
    await choose("工资条.pdf");
    expect((await add(caseId, "")).ok).toBe(true);
    const both = await Promise.all([add(caseId, "下月复工"), add(caseId, "下月复工")]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await page()).case).toMatchObject({
      state: "submitted",
      files: [{ name: "工资条.pdf" }],
      steps: [
        { kind: "submitted" },
        { kind: "added", files: 1 },
        { kind: "added", text: "下月复工", files: 0 },
      ],
    });
  });

  test("keeps the promised day, one hold and one task; not after the answer", async () => {
    const { caseId } = await tell();
    const before = (await page()).case?.answerBy;
    runtime.clock.advance(86_400_000);
    await add(caseId, "下月复工");
    expect((await page()).case?.answerBy).toBe(before);
    const task = "select 1 as one from task where reference = $1 and done_at is null";
    expect(await db.query(task, [caseId])).toHaveLength(1);
    expect((await loaded(runtime, accountId)).holds).toHaveLength(1);
    await decideHardship(runtime, staff, caseId, {
      ...{ outcome: "declined", reason: "看过了", vulnerable: false, from: null, days: null },
      ...{ treatmentEndedOn: null, amountMinor: null, months: null, firstDueOn: null },
    });
    expect(await add(caseId, "再加一句")).toEqual({ ok: false, error: "not-possible" });
  });

  test("asking again with a paper alone is enough; with nothing it is not", async () => {
    const { caseId } = await tell({ reasons: ["illness"] });
    const reopen = () => answerHardship(runtime, visit, caseId, { act: "reopen", text: "" });
    expect(await reopen()).toEqual({ ok: false, error: "text-missing" });
    await choose("出院.pdf");
    expect((await reopen()).ok).toBe(true);
    expect((await page()).case).toMatchObject({ state: "reopened", files: [{ name: "出院.pdf" }] });
  });
});
