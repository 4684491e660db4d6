import { readFileSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { insertProposal } from "#app/db/stores/proposals.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { startImport } from "#app/services/imports/start-import.server.ts";
import {
  errorsPath,
  hasUpload,
  uploadFolder,
  uploadPath,
} from "#app/services/imports/uploads.server.ts";
import { decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import { staffImportRun } from "#app/services/reading/staff-imports.server.ts";
import { staffToday } from "#app/services/reading/staff-today.server.ts";
import { staffWork } from "#app/services/reading/staff-work.server.ts";
import { closeTask } from "#app/services/staff/close-task.server.ts";
import { csvOf, plainRow } from "../../support/account-file.ts";
import { withTestDatabase } from "../../support/database.ts";
import { someDebtor } from "../../support/debtor.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { actorOf, someStaff } from "../../support/staff.ts";

const db = withTestDatabase();

let runtime: TestRuntime;
let portfolio: Portfolio;
let actor: StaffActor;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  actor = await actorOf(runtime, await someStaff(runtime, "supervisor", [portfolio.code]));
});

interface WaitingAsk {
  readonly amount: string;
}

/** A proposal that waits for a person, with its task. */
async function waiting({ amount }: WaitingAsk) {
  const { account, debtor } = await someDebtor(runtime, portfolio, 1, { principal: "6000.00" });
  const id = runtime.ids.next();
  const answerBy = new Date(runtime.clock.now() - 1);
  await db.transaction(async (tx) => {
    await insertProposal(tx, {
      id,
      accountId: account.id,
      portfolioId: portfolio.id,
      debtorId: debtor.id,
      ask: { amount, frequency: "monthly", firstDueOn: "2026-12-15" },
      answer: "referred",
      reasons: ["too-many-terms"],
      nearest: [],
      state: "waiting",
      createdAt: new Date(runtime.clock.now()),
      answerBy,
    });
    const task = { kind: "proposal", reference: id, dueAt: answerBy } as const;
    await raiseTask(tx, {
      id: runtime.ids.next(),
      portfolioId: portfolio.id,
      accountId: account.id,
      ...task,
    });
  });
  return { id, accountId: account.id };
}

async function contacts(): Promise<readonly { kind: string; state: string }[]> {
  return db.query("select kind, state from contact_record where portfolio_id = $1", [portfolio.id]);
}

describe("a proposal that waits", () => {
  test("is declined with a reason: the debtor is written to and the task is closed", async () => {
    const { id, accountId } = await waiting({ amount: "1.00" });
    const decision = { outcome: "declined", reason: "600.00 a month is possible" } as const;
    expect(await decideProposal(runtime, actor, id, decision)).toEqual({ ok: true, value: null });
    expect(await contacts()).toEqual([{ kind: "proposal-declined", state: "queued" }]);
    expect((await staffToday(runtime, actor)).tasks).toEqual([]);
    const [event] = await db.query<{ type: string; data: object }>(
      "select type, data from event where account_id = $1 order by account_seq desc limit 1",
      [accountId],
    );
    expect(event).toMatchObject({ type: "plan.proposed", data: { reasons: ["staff-declined"] } });
  });

  test("is answered once, however often the button is pressed", async () => {
    const { id } = await waiting({ amount: "1.00" });
    const decision = { outcome: "declined", reason: "no" } as const;
    const both = await Promise.all([
      decideProposal(runtime, actor, id, decision),
      decideProposal(runtime, actor, id, decision),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual({ ok: false, error: "not-waiting" });
    expect(await contacts()).toHaveLength(1);
  });

  test("is accepted only when the policy has a plan that can be signed", async () => {
    const { id } = await waiting({ amount: "1.00" });
    const accepted = { outcome: "accepted", reason: "" } as const;
    const refused = await decideProposal(runtime, actor, id, accepted);
    expect(refused).toEqual({ ok: false, error: "no-such-plan" });
    expect(await contacts()).toEqual([]);
    await db.query("update proposal set ask = jsonb_set(ask, '{amount}', '\"600.00\"')");
    expect((await decideProposal(runtime, actor, id, accepted)).ok).toBe(true);
    expect(await contacts()).toEqual([{ kind: "proposal-accepted", state: "queued" }]);
  });

  test("is not declined without a reason, nor from another portfolio", async () => {
    const { id } = await waiting({ amount: "1.00" });
    const silent = { outcome: "declined", reason: "" } as const;
    expect(await decideProposal(runtime, actor, id, silent)).toMatchObject({ ok: false });
    const house = await somePortfolio(runtime);
    const stranger = await actorOf(runtime, await someStaff(runtime, "supervisor", [house.code]));
    const decision = { outcome: "declined", reason: "no" } as const;
    const refused = await decideProposal(runtime, stranger, id, decision);
    expect(refused).toEqual({ ok: false, error: "not-found" });
  });
});

describe("the day's work", () => {
  test("puts what is late first, and closes what is done by hand", async () => {
    const { id } = await waiting({ amount: "1.00" });
    const taskId = runtime.ids.next();
    const [someone] = await db.query<{ id: string }>(
      "update debtor set wrong_person = true where portfolio_id = $1 returning id",
      [portfolio.id],
    );
    await raiseTask(db, {
      id: taskId,
      portfolioId: portfolio.id,
      accountId: null,
      kind: "wrong-person",
      reference: someone?.id ?? "",
      dueAt: null,
    });
    const { tasks } = await staffToday(runtime, actor);
    expect(tasks.map(({ kind, group }) => [kind, group])).toEqual([
      ["proposal", "late"],
      ["wrong-person", "later"],
    ]);
    const proposalTask = tasks.find(({ proposalId }) => proposalId === id);
    const kept = await closeTask(runtime, actor, proposalTask?.id ?? "");
    expect(kept).toEqual({ ok: false, error: "answered-elsewhere" });
    expect((await closeTask(runtime, actor, taskId)).ok).toBe(true);
    expect(await closeTask(runtime, actor, taskId)).toEqual({ ok: false, error: "not-found" });
    expect((await staffToday(runtime, actor)).tasks).toHaveLength(1);
    const blocked = await db.query("select 1 from debtor where id = $1 and wrong_person", [
      someone?.id,
    ]);
    expect(blocked, "messages may go to the debtor again").toEqual([]);
  });

  test("is an account's next step for whoever may do it", async () => {
    const { accountId } = await waiting({ amount: "1.00" });
    const nextOf = async (role: "collector" | "customer-service") => {
      const who = await actorOf(runtime, await someStaff(runtime, role, [portfolio.code]));
      return (await staffAccount(runtime, who, accountId))?.task?.kind;
    };
    const dispute = { kind: "dispute", reference: runtime.ids.next(), dueAt: new Date(0) };
    const raised = { id: runtime.ids.next(), portfolioId: portfolio.id, accountId, ...dispute };
    await raiseTask(db, raised);
    expect(await nextOf("customer-service")).toBe("dispute");
    expect(await nextOf("collector")).toBe("proposal");
    const collector = await actorOf(
      runtime,
      await someStaff(runtime, "collector", [portfolio.code]),
    );
    expect((await staffWork(runtime, collector)).tasks).toBe(1);
    const hard = { ...raised, id: runtime.ids.next(), kind: "hardship" };
    await raiseTask(db, { ...hard, reference: hard.id });
    const { proposals, hardship } = await staffWork(runtime, actor);
    expect({ proposals, hardship }).toEqual({ proposals: 1, hardship: { count: 1, late: true } });
  });

  test("is due on the portfolio's own day, and says when in its own zone", async () => {
    // It is 11:00 on 19 November in Chicago, and 01:00 on the 20th in Shanghai.
    runtime.clock.set("2026-11-19T17:00:00Z");
    const chicago = { currency: "USD", policy: "us-reg-f", timeZone: "America/Chicago" } as const;
    const abroad = await somePortfolio(runtime, chicago);
    const codes = [portfolio.code, abroad.code];
    const both = await actorOf(runtime, await someStaff(runtime, "supervisor", codes));
    for (const { id } of [portfolio, abroad]) {
      await raiseTask(db, {
        id: runtime.ids.next(),
        portfolioId: id,
        accountId: null,
        kind: "proposal",
        reference: runtime.ids.next(),
        // The end of the 19th in Chicago, the afternoon of the 20th in Shanghai.
        dueAt: new Date("2026-11-20T05:59:00Z"),
      });
    }
    const { tasks } = await staffToday(runtime, both);
    expect(tasks.map(({ zone, group }) => `${zone} ${group}`).sort()).toEqual([
      "America/Chicago today",
      "Asia/Shanghai today",
    ]);
    runtime.clock.set("2026-11-19T15:00:00Z");
    const earlier = (await staffToday(runtime, both)).tasks;
    expect(earlier.map(({ zone, group }) => `${zone} ${group}`).sort()).toEqual([
      "America/Chicago today",
      "Asia/Shanghai later",
    ]);
  });
});

describe("an import from the browser", () => {
  async function upload(text: string): Promise<string> {
    const id = runtime.ids.next();
    await uploadFolder(runtime);
    writeFileSync(uploadPath(runtime, id), text);
    return id;
  }

  async function finished(runId: string) {
    for (let tries = 0; tries < 200; tries += 1) {
      const page = await staffImportRun(runtime, actor, runId);
      if (page?.run.state === "done") return page;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("the import did not end");
  }

  const accounts = async (): Promise<number> => {
    const rows = await db.query("select 1 from account where portfolio_id = $1", [portfolio.id]);
    return rows.length;
  };

  test("is tried without a change, then brought in, and the file is let go of", async () => {
    const rows = [plainRow(1), plainRow(2), plainRow(3, { principal: "=cmd" })];
    const uploadId = await upload(csvOf(rows));
    const start = { portfolio, uploadId, fileName: "accounts.csv" };
    const tried = await startImport(runtime, actor, { ...start, dryRun: true });
    expect(tried).toEqual({ ok: true, value: { runId: uploadId } });
    const page = await finished(uploadId);
    expect(page.run).toMatchObject({ inserted: 2, refused: 1, dryRun: true });
    expect(page.ready).toBe(true);
    expect(await accounts()).toBe(0);
    expect(readFileSync(errorsPath(runtime, uploadId), "utf8")).toContain("4,A-3,principal,");
    const real = await startImport(runtime, actor, { ...start, dryRun: false });
    if (!real.ok) throw new Error("refused");
    expect((await finished(real.value.runId)).run).toMatchObject({ inserted: 2, dryRun: false });
    expect(await accounts()).toBe(2);
    await expect.poll(() => hasUpload(runtime, uploadId)).toBe(false);
  });

  test("a file that cannot be read is refused whole, and nothing of it stays", async () => {
    const uploadId = await upload("a,b\n1,2\n");
    const start = { portfolio, uploadId, fileName: "x.csv", dryRun: true };
    const refused = await startImport(runtime, actor, start);
    expect(refused).toMatchObject({ ok: false, error: { code: "missing-column" } });
    expect(hasUpload(runtime, uploadId)).toBe(false);
  });

  test("a run of another portfolio is not there", async () => {
    const uploadId = await upload(csvOf([plainRow(1)]));
    const start = { portfolio, uploadId, fileName: "x.csv", dryRun: true };
    await startImport(runtime, actor, start);
    await finished(uploadId);
    const house = await somePortfolio(runtime);
    const stranger = await actorOf(runtime, await someStaff(runtime, "supervisor", [house.code]));
    expect(await staffImportRun(runtime, stranger, uploadId)).toBeNull();
  });
});
