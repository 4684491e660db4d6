import { beforeEach, describe, expect, test } from "vitest";
import { loader as afford } from "#app/routes/debtor/afford/route.tsx";
import { saveStatement } from "#app/services/affordability/save-statement.server.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { forgetDraft } from "#app/services/drafts/forget-draft.server.ts";
import { keepDraft } from "#app/services/drafts/keep-draft.server.ts";
import { answerHardship } from "#app/services/hardship/answer-hardship.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { keptDrafts, unsentForm } from "#app/services/reading/drafts.server.ts";
import { answerSurvey } from "#app/services/survey/answer-survey.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { atLevelTwo, pickNamed, sign } from "../support/signing.ts";
import { ask } from "../support/staff.ts";
import { someAccount, verifiedToken } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let who: Visit;
const minute = 60_000;

beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  who = await atLevelTwo(runtime, accountId);
});

/** Another page that stayed open, on which somebody goes on to type. */
async function typedInto(form: string): Promise<void> {
  runtime.clock.advance(5 * minute);
  await keepDraft(runtime, who.debtor, form, { text: ["还有一句"] }, runtime.clock.now() - minute);
}

const offered = async () => (await unsentForm(runtime, who))?.href ?? null;
const kept = async (path: string) => (await keptDrafts(runtime, who.debtor.id, path)).length;

describe("words in a form that its page has no more", () => {
  test("of a hardship that was taken back are not offered, and forgotten", async () => {
    const said = { reasons: ["rather-not-say"], since: null, text: "", crisis: false } as const;
    const taken = await submitHardship(runtime, who, accountId, { ...said, vulnerable: false });
    if (!taken.ok) throw new Error(taken.error);
    const page = `/a/${accountId}/hardship`;
    await typedInto(`${page}#add`);
    expect(await offered()).toBe(`${page}#add`);
    await answerHardship(runtime, who, taken.value.caseId, { act: "withdraw", text: "" });
    await typedInto(`${page}/tell`);
    await typedInto(`${page}#add`);
    expect(await offered()).toBe(`${page}/tell`);
    expect([await kept(page), await kept(`${page}/tell`)]).toEqual([0, 1]);
  });

  test("of a case are forgotten once it can be reopened no more", async () => {
    const words = { text: "没有人回电话" };
    const wanted = { kind: "complaint", ground: "conduct", words } as const;
    const opened = await openCase(runtime, who.actor, accountId, wanted);
    if (!opened.ok) throw new Error(opened.error);
    const { caseId } = opened.value;
    const page = `/a/${accountId}/cases/${caseId}`;
    await answerCase(runtime, who.actor, caseId, { action: "withdraw", text: "" });
    await typedInto(`${page}#add`);
    expect(await offered()).toBe(`${page}#add`);
    runtime.clock.advance(400 * 24 * 60 * minute);
    await typedInto(`${page}#add`);
    expect(await offered()).toBeNull();
    expect(await kept(page)).toBe(0);
  });

  test("of a proposal wait, unoffered, while the account is elsewhere", async () => {
    const page = `/a/${accountId}/propose`;
    await typedInto(page);
    const status = (to: string) =>
      db.query("update account set status = $2 where id = $1", [accountId, to]);
    await status("recalled");
    expect([await offered(), await kept(page)]).toEqual([null, 1]);
    await status("open");
    expect(await offered()).toBe(page);
  });

  test("of a proposal wait on a day on which the plan in force stays", async () => {
    const page = `/a/${accountId}/propose`;
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    expect(await sign(runtime, who, accountId, pick)).toMatchObject({ ok: true });
    await typedInto(page);
    // The signer may put another plan in its place, but not on the day of an instalment.
    expect(await offered()).toBe(page);
    runtime.clock.set("2026-12-19T08:00:00Z");
    await typedInto(page);
    expect([await offered(), await kept(page)]).toEqual([null, 1]);
  });

  test("of the question how it was are forgotten once it is answered", async () => {
    const page = `/a/${accountId}/how-was-it`;
    await db.query("update account set status = 'closed' where id = $1", [accountId]);
    await typedInto(page);
    expect(await offered()).toBe(page);
    const answered = await answerSurvey(runtime, who, accountId, { score: 4, text: "" });
    expect(answered.ok).toBe(true);
    await typedInto(page);
    expect([await offered(), await kept(page)]).toEqual([null, 0]);
  });
});

describe("a statement that was begun to be changed", () => {
  test("opens as a form again, though one is saved, and closes once it is sent", async () => {
    const path = `/a/${accountId}/afford`;
    const statement = {
      income: [{ kind: "salary", monthlyMinor: 8_000_00n }],
      spending: [{ kind: "housing", monthlyMinor: 3_000_00n }],
    };
    const save = () => saveStatement(runtime, who, statement, { adults: 1, children: 0 });
    const token = await verifiedToken(runtime, accountId);
    const asked = { path, token, params: { accountId }, area: "debtor" } as const;
    await save();
    expect(await ask(runtime, afford, asked)).toMatchObject({ editing: false });
    await keepDraft(runtime, who.debtor, path, { adults: ["2"] });
    expect(await offered()).toBe(path);
    expect(await ask(runtime, afford, asked)).toMatchObject({ editing: true });
    await forgetDraft(runtime, who.debtor, path);
    expect(await ask(runtime, afford, asked)).toMatchObject({ editing: false });
  });
});
