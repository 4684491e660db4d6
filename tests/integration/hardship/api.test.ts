import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { type Api, type ApiAnswer, apiClient, someKey } from "../../support/api.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let api: Api;
let foreign: Api;
let caseId: string;

beforeAll(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  api = apiClient(runtime, await someKey(runtime, [portfolio.code]));
  foreign = apiClient(runtime, await someKey(runtime, [(await somePortfolio(runtime)).code]));
});

beforeEach(async () => {
  const { accountId } = await someAccount(runtime, portfolio);
  const taken = await submitHardship(runtime, await verified(runtime, accountId), accountId, {
    reasons: ["other-debts"],
    since: null,
    text: "三张卡",
    vulnerable: false,
    crisis: false,
  });
  if (!taken.ok) throw new Error(taken.error);
  ({ caseId } = taken.value);
});

const casesOf = ({ text }: ApiAnswer) =>
  (JSON.parse(text) as { hardship: readonly { id: string }[] }).hardship;
const decide = (who: Api, body: object) => who("PATCH", `/hardship/${caseId}`, { body });

describe("hardship by the API", () => {
  test("lists what waits, with reasons and words", async () => {
    const answer = await api("GET", "/hardship?state=submitted");
    expect(answer.status).toBe(200);
    const found = casesOf(answer).find(({ id }) => id === caseId);
    expect(found).toMatchObject({ reasons: ["other-debts"], text: "三张卡", outcome: null });
    expect(casesOf(await foreign("GET", "/hardship"))).toEqual([]);
  });

  test("decides a case once", async () => {
    const wanted = { outcome: "token-plan", reason: "ok", amount: "20.00", months: 3 };
    const done = await decide(api, wanted);
    expect(done).toMatchObject({
      status: 200,
      body: { state: "decided", outcome: "token-plan", terms: { amount: "20.00", months: 3 } },
    });
    expect(await decide(api, wanted)).toMatchObject({ status: 409, body: { code: "not-waiting" } });
  });

  test.each([
    ["amount-missing", 422, { outcome: "token-plan", reason: "ok" }],
    ["months-missing", 422, { outcome: "token-plan", reason: "ok", amount: "20.00" }],
    ["too-fine", 422, { outcome: "reduced-plan", reason: "ok", amount: "20.001" }],
    ["no-such-plan", 409, { outcome: "reduced-plan", reason: "ok", amount: "1.00" }],
    ["crisis-not-offered", 409, { outcome: "crisis", reason: "ok" }],
  ])("%s", async (code, status, body) => {
    expect(await decide(api, body)).toMatchObject({ status, body: { code } });
  });

  test("is not there for a key of another portfolio", async () => {
    const answer = await decide(foreign, { outcome: "declined", reason: "ok" });
    expect(answer.status).toBe(404);
  });
});
