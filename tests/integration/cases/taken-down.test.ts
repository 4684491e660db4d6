import { beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { loadAccount } from "#app/services/accounts/account-state.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import type { HardshipInput } from "#app/services/hardship/submit-hardship.server.ts";
import { takeHardshipDown } from "#app/services/hardship/take-hardship-down.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let who: Visit;
let staff: StaffActor;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  who = await verified(runtime, accountId);
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "collector" },
    portfolioIds: [portfolio.id],
  };
});

const words = { text: "电话里说：这笔上月就还了" };
const dispute = { kind: "dispute", ground: "already-paid", words } as const;
const load = async () => loadAccount(runtime, db, (await findAccount(db, accountId))!);
const open = (debtorId = who.debtor.id) =>
  openCase(runtime, staff, accountId, { ...dispute, debtorId });

async function rows(text: string) {
  return db.query<Record<string, unknown>>(text, [accountId]);
}

describe("a case that staff write down", () => {
  test("is the debtor's: hold, clock, acknowledgement, and an answer of theirs", async () => {
    const done = await open();
    if (!done.ok) throw new Error(done.error);
    const { caseId } = done.value;
    const page = await casePage(runtime, who.actor, await load(), caseId);
    expect(page).toMatchObject({
      waits: true,
      stops: ["notices", "autopay", "collection"],
      steps: [{ kind: "opened", own: false, text: words.text }],
    });
    const added = await answerCase(runtime, who.actor, caseId, { action: "add", text: "有回单" });
    expect(added.ok).toBe(true);
    expect(await rows("select kind from contact_record where account_id = $1")).toEqual([
      { kind: "case-opened" },
    ]);
    expect(
      await rows(`select data->>'source' as source, data->>'debtorRef' as ref from event
        where account_id = $1 and type = 'dispute.opened'`),
    ).toEqual([{ source: "staff", ref: who.debtor.ref }]);
    const audit = await db.query(
      "select actor, detail->>'source' as source from audit where action = 'dispute.open'",
    );
    expect(audit).toEqual([{ actor: `staff:${staff.staffId}`, source: "staff" }]);
  });

  test("meets one of the same ground, and leaves the debtor's own files alone", async () => {
    const content = Buffer.from("%PDF-1.7 plainly a slip");
    const whatFor = { portfolioId: portfolio.id, accountId, purpose: "dispute" } as const;
    const file = { name: "slip.pdf", bytes: content.length, content };
    await keepEvidence(runtime, who.actor, whatFor, [file]);
    const [first, second] = [await open(), await open()];
    expect(second).toEqual(first);
    expect(await rows("select subject_id from evidence_file where account_id = $1")).toEqual([
      { subject_id: null },
    ]);
  });

  test("is about nobody else's debt, and not for staff of another portfolio", async () => {
    const other = await someAccount(runtime, portfolio);
    const stranger = await verified(runtime, other.accountId);
    expect(await open(stranger.debtor.id)).toEqual({ ok: false, error: "not-found" });
    staff = { ...staff, portfolioIds: [(await somePortfolio(runtime)).id] };
    expect(await open()).toEqual({ ok: false, error: "not-found" });
    staff = { ...staff, portfolioIds: [portfolio.id], role: "auditor" };
    await expect(open()).rejects.toThrow(/cases:open/);
  });
});

describe("a hardship that staff write down", () => {
  const input: HardshipInput = {
    ...{ reasons: ["other-debts"], since: null, text: "别家也欠着" },
    ...{ crisis: false, vulnerable: false },
  };

  test("goes the way of any other, is shown as written down, and is audited", async () => {
    const debtorId = who.debtor.id;
    const taken = await takeHardshipDown(runtime, staff, { accountId, debtorId }, input);
    expect(taken.ok).toBe(true);
    const page = await hardshipPage(runtime, who.actor, await load(), "zh-CN");
    expect(page.case).toMatchObject({
      text: "别家也欠着",
      steps: [{ kind: "submitted", by: "staff" }],
    });
    const again = await takeHardshipDown(runtime, staff, { accountId, debtorId }, input);
    expect(again).toEqual(taken);
    expect(
      await db.query("select action from audit where actor = $1", [`staff:${staff.staffId}`]),
    ).toContainEqual({ action: "hardship.submit" });
    expect(
      await rows(`select data->>'source' as source from event
        where account_id = $1 and type = 'hardship.submitted'`),
    ).toEqual([{ source: "staff" }]);
    const nobody = { accountId, debtorId: runtime.ids.next() };
    expect(await takeHardshipDown(runtime, staff, nobody, input)).toMatchObject({ ok: false });
  });
});
