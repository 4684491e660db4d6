import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, describe, expect, test } from "vitest";
import { formTokenField, keptField } from "#app/components/forms/page-form.tsx";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { failedForm, failedStatus, keepTyped, noteAway } from "#app/http/failed-form.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { sentForm } from "../support/sent-form.ts";
import { someAccount, verifiedToken } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A form with a file, sent from inside. */
async function post(fields: Readonly<Record<string, string>>): Promise<Request> {
  const { accountId } = await someAccount(runtime, await somePortfolio(runtime));
  const token = await verifiedToken(runtime, accountId);
  return sentForm(runtime, { to: `/a/${accountId}/tell`, token, fields, files: true });
}

describe("a form sent while the database is away", () => {
  const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const gone = () => Promise.reject(away);
  const cut = () => ({ ...runtime, db: { ...runtime.db, query: gone, transaction: gone } });
  const without = () => ({ locale: "zh-CN", runtime: cut() }) as unknown as AppLoadContext;
  const fields = { [keptField]: "yes", words: "三月起没有收入", code: "123456" };

  test("stands on the page that says so, but for codes and files", async () => {
    const request = await post(fields);
    const context = without();
    await expect(requireDebtor(request, context)).rejects.toThrow("ECONNREFUSED");
    await keepTyped(request, context);
    expect(await failedForm(request, context)).toEqual({
      values: { words: ["三月起没有收入"] },
      names: "",
      files: true,
    });
  });

  test("is answered 503, with when to come back; any other failure 500", () => {
    const context = without();
    const headers = new Headers();
    expect(failedStatus(500, headers, context)).toBe(500);
    noteAway(away, context);
    expect(failedStatus(404, headers, context)).toBe(404);
    expect(headers.get("Retry-After")).toBeNull();
    expect(failedStatus(500, headers, context)).toBe(503);
    expect(headers.get("Retry-After")).toBe("30");
  });

  test("is not handed on when it came from another place than our page", async () => {
    const request = await post({ ...fields, [formTokenField]: "forged" });
    expect(await failedForm(request, without())).toBeNull();
  });
});
