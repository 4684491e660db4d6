import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openCase } from "#app/services/cases/open-case.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { type Api, apiClient, someKey } from "../../support/api.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let api: Api;
let disputeId: string;
let complaintId: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  portfolio = await somePortfolio(runtime);
  api = apiClient(runtime, await someKey(runtime, [portfolio.code]));
  const { accountId } = await someAccount(runtime, portfolio);
  const { actor } = await verified(runtime, accountId);
  const open = async (kind: "dispute" | "complaint", ground: "already-paid" | "conduct") => {
    const wanted = { kind, ground, words: { text: "已经说明" } };
    const done = await openCase(runtime, actor, accountId, wanted);
    if (!done.ok) throw new Error(done.error);
    return done.value.caseId;
  };
  disputeId = await open("dispute", "already-paid");
  complaintId = await open("complaint", "conduct");
});

const patch = (path: string, body: unknown, by = api) => by("PATCH", path, { body });

describe("cases by API", () => {
  test("each kind has a list of its own, with what was said", async () => {
    const disputes = await api("GET", "/disputes?state=open");
    expect(JSON.parse(disputes.text)).toMatchObject({
      disputes: [
        { id: disputeId, ground: "already-paid", steps: [{ kind: "opened", text: "已经说明" }] },
      ],
      next: null,
    });
    const complaints = await api("GET", "/complaints");
    expect(JSON.parse(complaints.text).complaints).toMatchObject([{ id: complaintId, round: 1 }]);
  });

  test("is asked about, extended and answered; the amount is said in major units", async () => {
    const path = `/disputes/${disputeId}`;
    expect(await patch(path, { action: "ask", reason: "请给回单" })).toMatchObject({
      status: 200,
      body: { state: "asked" },
    });
    expect(await patch(path, { action: "extend", reason: "要查" })).toMatchObject({
      body: { extensions: 1 },
    });
    const answer = { action: "resolve", outcome: "upheld", reason: "查到了" };
    expect(await patch(path, answer)).toMatchObject({
      status: 422,
      body: { code: "amount-missing" },
    });
    const done = await patch(path, { ...answer, amount: "120.00" });
    expect(done).toMatchObject({ status: 200, body: { state: "resolved", amount: "120.00" } });
    expect(await patch(path, { ...answer, amount: "1.00" })).toMatchObject({ status: 409 });
  });

  test("a complaint is no dispute, and nobody else's key sees either", async () => {
    const note = { action: "note", reason: "x" };
    expect(await patch(`/disputes/${complaintId}`, note)).toMatchObject({ status: 404 });
    const other = await somePortfolio(runtime);
    const foreign = apiClient(runtime, await someKey(runtime, [other.code]));
    expect(await patch(`/complaints/${complaintId}`, note, foreign)).toMatchObject({ status: 404 });
    expect(JSON.parse((await foreign("GET", "/complaints")).text).complaints).toEqual([]);
  });

  test("refuses amounts that the currency does not have, and unknown outcomes", async () => {
    const path = `/disputes/${disputeId}`;
    const answer = { action: "resolve", reason: "x", outcome: "upheld" };
    expect(await patch(path, { ...answer, amount: "1.005" })).toMatchObject({ status: 422 });
    expect(await patch(path, { ...answer, outcome: "maybe" })).toMatchObject({ status: 422 });
  });
});
