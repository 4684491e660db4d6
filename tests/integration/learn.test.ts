import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { loader as list } from "#app/routes/debtor/learn/route.tsx";
import { loader as topic } from "#app/routes/debtor/learn-topic/route.tsx";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { enter, facts, someAccount, tokenOf, verifiedToken } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
/** Tokens of visits at level 0 and at level 1. */
let doorstep: string;
let inside: string;
let ref: string;

beforeAll(async () => {
  runtime = testRuntime(db);
  const brand = { country: "CN" };
  const account = await someAccount(runtime, await somePortfolio(runtime, { brand }));
  ref = account.ref;
  doorstep = await enter(runtime, await tokenOf(runtime, account.accountId));
  inside = await verifiedToken(runtime, account.accountId);
});

function at(path: string, token: string | null, params: Record<string, string> = {}) {
  const headers = new Headers(token === null ? [] : [["cookie", `debtor=${token}`]]);
  const request = new Request(`http://127.0.0.1:3000${path}`, { headers });
  return { request, params, context: { runtime, locale: "zh-CN" } as unknown as AppLoadContext };
}

describe("what there is to understand", () => {
  it("is open to anybody: without a visit the country is asked for first", async () => {
    expect(await list(at("/learn", null))).toMatchObject({ country: null, back: null });
    expect(await list(at("/learn?in=uk", null))).toMatchObject({ country: "uk" });
    const unknown = topic(at("/learn/rights", null, { topic: "rights" }));
    await expect(unknown).rejects.toMatchObject({ status: 303 });
    const known = at("/learn/rights?in=us", null, { topic: "rights" });
    expect(await topic(known)).toMatchObject({ country: "us" });
    const none = topic(at("/learn/nothing?in=us", null, { topic: "nothing" }));
    await expect(none).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ["level 0", () => doorstep, "/start"],
    ["level 1", () => inside, "/home"],
  ])("tells at %s the rules of the portfolio's country, and nothing of the debt", async (...of) => {
    const [, token, back] = of;
    const shown = await list(at("/learn", token()));
    expect(shown).toMatchObject({ country: "cn", back });
    const page = await topic(at("/learn/interest", token(), { topic: "interest" }));
    const texts = JSON.stringify([shown, page], (_, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
    for (const secret of [ref, facts.cardLast4, facts.dateOfBirth, "1000000"]) {
      expect(texts).not.toContain(secret);
    }
  });
});
