import type { LoaderFunctionArgs } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { openDatabase } from "#app/db/database.server.ts";
import { loader as metrics } from "#app/routes/api/metrics.ts";
import { loader as readyz } from "#app/routes/api/readyz.ts";
import type { Runtime } from "#app/services/ports.ts";
import { apiClient } from "../support/api.ts";
import { withTestDatabase } from "../support/database.ts";
import { testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();

function ask(
  loader: (args: LoaderFunctionArgs) => Promise<Response>,
  runtime: Runtime,
  from: { readonly address: string; readonly headers?: Record<string, string> },
): Promise<Response> {
  const request = new Request("http://127.0.0.1:3000/", { headers: from.headers ?? {} });
  const context = { runtime, clientAddress: from.address };
  return loader({ request, params: {}, context } as unknown as LoaderFunctionArgs);
}
const inside = { address: "127.0.0.1" };

describe("/readyz", () => {
  test("is 503 while nobody works, and 200 when a worker is there", async () => {
    const alone = await ask(readyz, testRuntime(db), inside);
    expect(alone.status).toBe(503);
    expect(await alone.json()).toEqual({
      ready: false,
      database: "ok",
      migrations: "ok",
      worker: "failing",
      provider: "failing",
    });
    const worker = openDatabase({ url: db.url, applicationName: "evenkeel-worker", poolSize: 1 });
    await worker.query("select 1");
    const together = await ask(readyz, testRuntime(db), inside);
    await worker.close();
    expect([together.status, (await together.json()).worker]).toEqual([200, "ok"]);
  });

  test("is 503 without a database, and does not wait for long", async () => {
    const gone = { query: () => new Promise(() => {}), pool: { query: () => Promise.reject() } };
    const runtime = testRuntime(gone as unknown as Runtime["db"]);
    const answer = await ask(readyz, runtime, inside);
    expect([answer.status, (await answer.json()).database]).toEqual([503, "failing"]);
  });
});

describe("/metrics", () => {
  test("tells the operator what waits", async () => {
    const answer = await ask(metrics, testRuntime(db), { address: "::ffff:10.1.2.3" });
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(text).toContain("evenkeel_deliveries_waiting 0");
    expect(text).toContain("process_resident_memory_bytes");
  });

  test.each<{ address: string; headers?: Record<string, string> }>([
    { address: "203.0.113.5" },
    { address: "2001:db8::1" },
    { address: "" },
    { address: "127.0.0.1", headers: { "x-forwarded-for": "203.0.113.5" } },
    { address: "127.0.0.1", headers: { forwarded: "for=203.0.113.5" } },
  ])("is not there for the public: %j", async (from) => {
    expect((await ask(metrics, testRuntime(db), from)).status).toBe(404);
  });
});

test("an address that guesses keys is slowed down, for a minute", async () => {
  const runtime = testRuntime(db);
  const nobody = apiClient(runtime, null);
  for (let n = 0; n < 600; n += 1) expect((await nobody("GET", "/events")).status).toBe(401);
  const late = await nobody("GET", "/events");
  expect([late.status, late.headers.get("retry-after")]).toEqual([429, "60"]);
  runtime.clock.advance(60_000);
  expect((await nobody("GET", "/events")).status).toBe(401);
});
