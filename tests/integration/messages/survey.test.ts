import { beforeEach, expect, it } from "vitest";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { answerSurvey } from "#app/services/survey/answer-survey.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let who: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  who = await verified(runtime, accountId);
});

const answer = (score: number, text = "") => answerSurvey(runtime, who, accountId, { score, text });

it("is asked when the account is over, once, and only the score leaves", async () => {
  expect(await answer(5)).toEqual({ ok: false, error: "not-yet" });
  await db.query("update account set status = 'closed' where id = $1", [accountId]);
  expect(await answer(4, "谢谢")).toEqual({ ok: true, value: undefined });
  expect(await answer(1)).toEqual({ ok: true, value: undefined });
  const kept = "select score from survey_answer where account_id = $1";
  expect(await db.query(kept, [accountId])).toEqual([{ score: 4 }]);
  const told = "select data from event where account_id = $1 and type = 'survey.answered'";
  const events = await db.query<{ data: object }>(told, [accountId]);
  expect(events).toMatchObject([{ data: { debtorRef: who.debtor.ref, score: 4, text: true } }]);
  expect(JSON.stringify(events)).not.toContain("谢谢");
});

it("is nobody else's, and knows no other score", async () => {
  const other = await someAccount(runtime, await somePortfolio(runtime));
  const input = { score: 3, text: "" };
  expect(await answerSurvey(runtime, who, other.accountId, input)).toEqual({
    ok: false,
    error: "not-found",
  });
  await expect(answer(6)).rejects.toThrow(/1 to 5/);
});
