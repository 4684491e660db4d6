import type { AppLoadContext } from "@remix-run/node";
import { beforeEach, describe, expect, test } from "vitest";
import { formTokenField } from "#app/components/forms/page-form.tsx";
import { cookieName } from "#app/http/cookies.server.ts";
import { formToken, visitCookie } from "#app/http/csrf.server.ts";
import { answerCase } from "#app/routes/debtor/hardship/route.server.ts";
import { keepDraft } from "#app/services/drafts/keep-draft.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { unsentForm } from "#app/services/reading/drafts.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { outcomeOf } from "../../support/staff.ts";
import { someAccount, verifiedToken, visit } from "../../support/visitor.ts";

const db = withTestDatabase();
const browser = "b".repeat(22);
let runtime: TestRuntime;
let accountId: string;
let token: string;
let who: Visit;
let page: string;

beforeEach(async () => {
  runtime = testRuntime(db);
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  token = await verifiedToken(runtime, accountId);
  who = await visit(runtime, token);
  page = `/a/${accountId}/hardship`;
});

/** For a person to see, or decided at once. */
async function tell(reason: "rather-not-say" | "illness"): Promise<string> {
  const taken = await submitHardship(runtime, who, accountId, {
    ...{ reasons: [reason], since: null, text: "别问了", vulnerable: false, crisis: false },
  });
  if (!taken.ok) throw new Error(taken.error);
  return taken.value.caseId;
}

const type = (form: string) => keepDraft(runtime, who.debtor, form, { text: ["还有一句"] });
const unsent = () => unsentForm(runtime, who);

/** Presses the button as the page has it. */
async function takeBack(caseId: string): Promise<string> {
  const body = new FormData();
  const fields = { [formTokenField]: formToken(browser, runtime.settings), case: caseId };
  for (const [name, text] of Object.entries({ ...fields, act: "withdraw" })) body.set(name, text);
  const { settings } = runtime;
  const cookies = [
    `${cookieName("debtor", settings)}=${token}`,
    `${cookieName(visitCookie, settings)}=${browser}`,
  ];
  const request = new Request(`http://127.0.0.1${page}`, {
    ...{ method: "POST", body, headers: { Cookie: cookies.join("; ") } },
  });
  const context = { runtime, locale: "zh-CN" } as unknown as AppLoadContext;
  return outcomeOf(await answerCase(request, context, accountId));
}

describe("a hardship that is taken back", () => {
  test("forgets what was typed into its forms: no page has them any more", async () => {
    const caseId = await tell("rather-not-say");
    await type(`${page}#again`);
    await type(`${page}#add`);
    expect(await unsent()).toMatchObject({ href: `${page}#add` });
    expect(await takeBack(caseId)).toBe(`303 ${page}`);
    expect(await unsent()).toBeNull();
  });

  test("forgets what its page says as it goes, of words typed just before", async () => {
    const caseId = await tell("rather-not-say");
    const shownAt = runtime.clock.now();
    runtime.clock.advance(60_000);
    await takeBack(caseId);
    for (const name of ["add", "again"]) {
      await keepDraft(runtime, who.debtor, `${page}#${name}`, { text: ["还有一句"] }, shownAt);
    }
    expect(await unsent()).toBeNull();
  });

  test("leaves what was typed elsewhere", async () => {
    const caseId = await tell("rather-not-say");
    await type(`${page}/tell`);
    await takeBack(caseId);
    expect(await unsent()).toMatchObject({ href: `${page}/tell` });
  });

  test("too late, once it was answered, loses no word that was typed", async () => {
    const caseId = await tell("illness");
    await type(`${page}#add`);
    expect(await takeBack(caseId)).toBe(`303 ${page}`);
    expect(await unsent()).toMatchObject({ href: `${page}#add` });
  });
});
