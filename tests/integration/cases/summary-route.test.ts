import { beforeEach, describe, expect, test, vi } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { loadAccount } from "#app/services/accounts/account-state.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { letterCopy } from "#app/services/cases/letter-copy.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let caseId: string;
let who: Visit;
let staff: StaffActor;

/** A complaint of Thursday 19 November: its third business day is Tuesday the 24th. */
beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T12:00:00Z");
  const portfolio = await somePortfolio(runtime, {
    ...{ policy: "uk-conc", currency: "GBP", locale: "en-GB", timeZone: "Europe/London" },
  });
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
});

async function answer(at: string): Promise<void> {
  runtime.clock.set(at);
  const words = { outcome: "partly", text: "We looked", amountMinor: 1_00n } as const;
  expect((await resolveCase(runtime, staff, caseId, words)).ok).toBe(true);
}

async function reply(at: string, action: "accept" | "reopen", text = ""): Promise<void> {
  runtime.clock.set(at);
  expect((await answerCase(runtime, who.actor, caseId, { action, text })).ok).toBe(true);
}

async function shown() {
  const loaded = await loadAccount(runtime, db, (await findAccount(db, accountId))!);
  const page = await casePage(runtime, who.actor, loaded, caseId);
  const { settledEarly, settlesUntil } = page?.answer ?? {};
  return { settledEarly, settlesUntil };
}

/** Every word of the letter, as it is handed to whoever makes the file. */
async function letter(): Promise<string> {
  const make = vi.spyOn(runtime.papers, "make");
  await letterCopy(runtime, who.actor, caseId);
  const [paper] = make.mock.lastCall ?? [];
  make.mockRestore();
  return JSON.stringify(paper?.blocks);
}

/** The debtor reads Chinese. */
const settled = /在第三个工作日结束前解决了/;
const early = /提早给了答复.*2026年11月24日当天或之前/;

describe("an answer by the third business day", () => {
  test("settles nothing by itself: letter and page say until when accepting does", async () => {
    await answer("2026-11-20T12:00:00Z");
    expect(await shown()).toEqual({ settledEarly: false, settlesUntil: "2026-11-24" });
    expect(await letter()).not.toMatch(settled);
    expect(await letter()).toMatch(early);
  });

  test("is settled once it was accepted by then, up to the last minute", async () => {
    await answer("2026-11-20T12:00:00Z");
    await reply("2026-11-24T23:58:00Z", "accept");
    expect(await shown()).toEqual({ settledEarly: true, settlesUntil: null });
    expect(await letter()).toMatch(settled);
  });

  test("accepted later, or not at all, is not called settled", async () => {
    await answer("2026-11-20T12:00:00Z");
    runtime.clock.set("2026-11-25T00:01:00Z");
    expect(await shown()).toEqual({ settledEarly: false, settlesUntil: null });
    await reply("2026-11-25T12:00:00Z", "accept");
    expect(await shown()).toEqual({ settledEarly: false, settlesUntil: null });
    expect(await letter()).not.toMatch(settled);
  });

  test("that was not accepted is one of its round; the new one has its own days", async () => {
    await answer("2026-11-20T12:00:00Z");
    await reply("2026-11-23T12:00:00Z", "reopen", "Not so");
    await answer("2026-12-10T12:00:00Z");
    await reply("2026-12-10T13:00:00Z", "accept");
    expect(await shown()).toEqual({ settledEarly: false, settlesUntil: null });
    expect(await letter()).not.toMatch(/工作日结束前|提早给了答复/);
  });
});
