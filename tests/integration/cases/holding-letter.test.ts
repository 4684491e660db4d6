import { beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { mailHoldingLetterTask } from "#app/jobs/mail-case-letter.server.ts";
import { loadAccount } from "#app/services/accounts/account-state.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { holdOver } from "#app/services/cases/hold-over.server.ts";
import { letterCopy } from "#app/services/cases/letter-copy.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { workOnCase } from "#app/services/cases/work-on-case.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { staffCase } from "#app/services/reading/staff-case.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let caseId: string;
let who: Visit;
let staff: StaffActor;
const uk = { policy: "uk-conc", currency: "GBP", locale: "en-GB", timeZone: "Europe/London" };

/** A complaint of 19 November: its eight weeks end on 14 January. */
async function complained(changes: Parameters<typeof somePortfolio>[1] = uk): Promise<void> {
  runtime.clock.set("2026-11-19T04:00:00Z");
  const portfolio = await somePortfolio(runtime, changes);
  ({ accountId } = await someAccount(runtime, portfolio));
  who = await verified(runtime, accountId);
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "customer-service" },
    portfolioIds: [portfolio.id],
  };
  const wanted = { kind: "complaint", ground: "contact", words: { text: "Too late" } } as const;
  const done = await openCase(runtime, who.actor, accountId, wanted);
  if (!done.ok) throw new Error(done.error);
  ({ caseId } = done.value);
}

beforeEach(async () => {
  runtime = testRuntime(db);
  await complained();
});

async function lookAt(instant: string): Promise<void> {
  runtime.clock.set(instant);
  await holdOver(runtime);
}

async function letters(): Promise<number> {
  const rows = await db.query(
    `select key from graphile_worker.jobs
     where task_identifier = 'mail-holding-letter' and key like $1`,
    [`%${caseId}%`],
  );
  return rows.length;
}

describe("a complaint that is not answered by its clock", () => {
  test("gets its letter on the last day, once, with the reason and where else to go", async () => {
    await lookAt("2027-01-14T08:30:00Z");
    expect(await letters()).toBe(0);
    runtime.clock.set("2027-01-14T09:30:00Z");
    await Promise.all([holdOver(runtime), holdOver(runtime)]);
    await lookAt("2027-02-20T09:30:00Z");
    expect(await letters()).toBe(1);
    await mailHoldingLetterTask(runtime, { caseId, round: 1 });
    const [queued] = await db.query<{ id: string; class: string }>(
      "select id, class from contact_record where kind = 'case-held-over' and account_id = $1",
      [accountId],
    );
    expect(queued?.class).toBe("service");
    await sendMessage(runtime, queued?.id ?? "", false);
    const [file] = runtime.sent.at(-1)?.attachments ?? [];
    expect(file?.content.subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("stays open and late; the debtor reads the new day and may go on", async () => {
    await lookAt("2027-01-14T09:30:00Z");
    runtime.clock.set("2027-01-16T10:00:00Z");
    who = await verified(runtime, accountId);
    const loaded = await loadAccount(runtime, db, (await findAccount(db, accountId))!);
    const page = await casePage(runtime, who.actor, loaded, caseId);
    expect(page).toMatchObject({ waits: true, late: true, expectedOn: "2027-02-11" });
    expect(page?.steps.at(-1)).toMatchObject({ kind: "held-over", dueOn: "2027-02-11" });
    expect(await staffCase(runtime, staff, caseId)).toMatchObject({ waits: true, late: true });
    expect(
      await letterCopy(runtime, who.actor, caseId, { which: "holding", round: null }),
    ).not.toBeNull();
    expect(await letterCopy(runtime, who.actor, caseId)).toBeNull();
    const add = { action: "add", text: "Still so" } as const;
    expect(await answerCase(runtime, who.actor, caseId, add)).toMatchObject({ ok: true });
  });

  test("gets none once it was answered, and a new one in a new round", async () => {
    const answer = { outcome: "not-upheld", text: "Looked into", amountMinor: null } as const;
    expect(await resolveCase(runtime, staff, caseId, answer)).toMatchObject({ ok: true });
    await lookAt("2027-01-14T09:30:00Z");
    expect(await letters()).toBe(0);
    who = await verified(runtime, accountId);
    const again = { action: "reopen", text: "No" } as const;
    expect(await answerCase(runtime, who.actor, caseId, again)).toMatchObject({ ok: true });
    await lookAt("2027-03-11T09:30:00Z");
    expect(await letters()).toBe(1);
  });
});

describe("where the rules allow more time", () => {
  test("no letter goes by itself: the extension is told by a person, with its reason", async () => {
    await complained({});
    await lookAt("2026-12-04T09:30:00Z");
    const more = { action: "extend", text: "还在调取通话录音" } as const;
    expect(await workOnCase(runtime, staff, caseId, more)).toMatchObject({ ok: true });
    who = await verified(runtime, accountId);
    const loaded = await loadAccount(runtime, db, (await findAccount(db, accountId))!);
    const page = await casePage(runtime, who.actor, loaded, caseId);
    expect(page?.steps.at(-1)).toMatchObject({
      ...{ kind: "extended", text: more.text, dueOn: "2026-12-19" },
    });
    const told = await db.query(
      "select class, allowed from contact_record where kind = 'case-extended' and account_id = $1",
      [accountId],
    );
    expect(told).toEqual([{ class: "service", allowed: true }]);
    await lookAt("2027-03-01T09:30:00Z");
    expect(await letters()).toBe(0);
  });
});
