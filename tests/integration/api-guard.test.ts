import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { resources } from "#app/routes/api/resources.server.ts";
import { type Api, apiClient, someKey } from "../support/api.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let code: string;
let api: Api;

beforeAll(async () => {
  runtime = testRuntime(db);
  code = (await somePortfolio(runtime)).code;
  api = apiClient(runtime, await someKey(runtime, [code]));
});

const someId = "01999999-9999-7999-8999-999999999999";
const addresses = resources.flatMap(({ path, methods }) =>
  Object.entries(methods).map(([method, operation]) => ({
    method,
    path: path.replace("{id}", someId).replace("{accountRef}", "R-0"),
    operation,
  })),
);

describe("every address", () => {
  test.each(addresses)("$method $path asks for a key, and for its scope", async (address) => {
    const { method, path, operation } = address;
    const none = await apiClient(runtime, null)(method, path);
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer realm="evenkeel"',
    ]);
    const wrong = await apiClient(runtime, `ek_${"x".repeat(43)}`)(method, path);
    expect(wrong.status).toBe(401);
    const others = ["accounts:read", "links:write"].filter((scope) => scope !== operation.scope);
    const poor = apiClient(runtime, await someKey(runtime, [code], others));
    const refused = await poor(method, path);
    expect([refused.status, refused.body.code]).toEqual([403, "scope-missing"]);
  });

  test.each(addresses.filter(({ method }) => method === "POST"))(
    "$method $path wants the act to be named",
    async ({ method, path, operation }) => {
      const answer = await api(method, path, { headers: { "idempotency-key": "" } });
      const missing = answer.body.code as unknown as string;
      if (operation.idempotency === "none") expect(missing).not.toBe("idempotency-key-missing");
      else expect([answer.status, missing]).toEqual([400, "idempotency-key-missing"]);
    },
  );

  test("tells how many requests are left", async () => {
    const answer = await api("GET", "/events");
    expect(answer.headers.get("ratelimit-limit")).toBe("6000");
    expect(Number(answer.headers.get("ratelimit-remaining"))).toBeLessThan(6000);
    expect(Number(answer.headers.get("ratelimit-reset"))).toBeGreaterThan(0);
  });

  test("answers problems, whatever is wrong with the request", async () => {
    const post = (raw: BodyInit, type = "application/json") =>
      api("POST", "/events/ack", { raw, headers: { "content-type": type } });
    const cases = [
      [await api("GET", "/nothing"), 404, "not-found"],
      [await api("GET", "/accounts/%00"), 404, "not-found"],
      [await api("DELETE", "/holds/not-an-id"), 404, "not-found"],
      [await api("DELETE", "/events"), 405, "method-not-allowed"],
      [await post("{"), 400, "malformed-json"],
      [await post(""), 400, "malformed-json"],
      [await post(new Uint8Array([0x22, 0xff, 0x22])), 400, "malformed-json"],
      [await post('{"upTo":1}', "text/plain"), 415, "unsupported-media-type"],
      [
        await post('{"upTo":1}', "application/json; charset=gb18030"),
        415,
        "unsupported-media-type",
      ],
      [await post(`{"upTo":${" ".repeat(300_000)}1}`), 413, "too-large"],
      [await post('{"upTo":1,"upFrom":2}'), 422, "unknown-field"],
      [await post('{"upTo":"1"}'), 422, "wrong-type"],
      [await post('{"upTo":1e400}'), 422, "wrong-type"],
      [await post('{"__proto__":{"upTo":1}}'), 422, "wrong-type"],
      [await post("[]"), 422, "wrong-type"],
    ] as const;
    for (const [answer, status, problem] of cases) {
      expect([answer.status, answer.body.code]).toEqual([status, problem]);
      expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    }
  });
});

describe("bad input", () => {
  const runs = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 500);
  const valid = {
    debtor: { ref: "D-F", name: "样本丁", dateOfBirth: "1990-01-01" },
    currency: "CNY",
    asOf: "2026-11-01",
    components: { principal: "100.00" },
    interest: { dailyRate: "0.0005" },
    itemisation: { on: "2026-10-01", amount: "90.00" },
    flags: ["a"],
  };
  const payment = {
    amount: "1.00",
    currency: "CNY",
    receivedOn: "2026-11-10",
    method: "cash",
    reference: "x",
  };
  const hold = { kind: "dispute", from: "2026-11-01", to: "2026-12-01", effects: ["notices"] };
  const strange = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom("", "\u0000", "\ud800", "1e9", "-1", "9".repeat(400), "2026-02-30", 1e308, -1),
  );

  /** A document with one of its values, at any depth, changed for a strange one. */
  function spoilt(document: object) {
    const paths = pathsOf(document);
    return fc.tuple(fc.constantFrom(...paths), strange).map(([path, value]) => {
      const copy = structuredClone(document) as Record<string, unknown>;
      let at = copy;
      for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
      at[path.at(-1) ?? ""] = value;
      return copy;
    });
  }
  function pathsOf(value: unknown): string[][] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, part]) => [
      [name],
      ...pathsOf(part).map((path) => [name, ...path]),
    ]);
  }

  test.each([
    ["PUT", "/accounts/F-1", valid],
    ["POST", "/accounts/F-1/payments", payment],
    ["POST", "/accounts/F-1/holds", { ...hold, reason: "r" }],
    [
      "POST",
      "/quotes",
      { on: "2026-11-21", account: { ...valid, accountRef: "q" }, policy: "uk-conc" },
    ],
    ["POST", "/events/applied", { accountRef: "F-1", accountSeq: 0 }],
  ])("never makes %s %s fail", async (method, path, document) => {
    await api("PUT", "/accounts/F-1", { body: valid });
    await fc.assert(
      fc.asyncProperty(spoilt(document), async (body) => {
        // Far fewer than 6,000 requests a minute, whatever the clock of the tests says.
        runtime.clock.advance(60);
        const answer = await api(method, path, { raw: JSON.stringify(body) });
        expect(answer.status).toBeGreaterThanOrEqual(200);
        expect(answer.status, answer.text).toBeLessThan(500);
      }),
      { numRuns: runs },
    );
  });
});
