import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "#app/http/server.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { testSettings } from "../../support/settings.ts";
import { fakeBuild } from "./fake-build.ts";

let server: Server;
let site: string;
const logged: object[] = [];

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientFolder = mkdtempSync(join(tmpdir(), "evenkeel-client-"));
  mkdirSync(join(clientFolder, "assets"));
  writeFileSync(join(clientFolder, "assets", "app-1a2b.css"), "body{}");
  writeFileSync(join(clientFolder, "icon.svg"), "<svg/>");
  const write = (fields: object) => void logged.push(fields);
  const log = { info: write, error: write } as unknown as Runtime["log"];
  const runtime = { settings: testSettings({ APP_ORIGIN: site }), log } as Runtime;
  server.on("request", createApp(runtime, fakeBuild(), { clientFolder }));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A visitor who has opened a page: the cookie and the token of its form. */
async function visitor() {
  const page = await fetch(`${site}/echo`);
  const cookie = (page.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { formToken } = (await page.json()) as { formToken: string };
  return { cookie, formToken };
}

function send(path: string, fields: Record<string, string>, headers: Record<string, string>) {
  return fetch(site + path, { method: "POST", body: new URLSearchParams(fields), headers });
}

test("a page's data is not handed out by the old way, and never a 500", async () => {
  const logs = logged.length;
  const late = `${"a&".repeat(1_000)}_data=routes/echo`;
  for (const asked of ["_data=", "_data=routes/echo", "_data[]=x&_data[]=y", late, "%5Fdata=x"]) {
    expect((await fetch(`${site}/echo?${asked}`)).status, asked.slice(-40)).toBe(400);
  }
  expect(JSON.stringify(logged.slice(logs))).not.toContain('"err"');
});

describe("headers", () => {
  test("scripts by nonce only, a new one each time, and the same that the page gets", async () => {
    const [one, two] = await Promise.all([fetch(`${site}/echo`), fetch(`${site}/echo`)]);
    const { nonce } = (await one.json()) as { nonce: string };
    const policy = one.headers.get("content-security-policy");
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("form-action 'self' https://checkout.stripe.com");
    expect(policy).not.toContain("unsafe-inline");
    expect(two.headers.get("content-security-policy")).not.toBe(policy);
  });

  test("frames, referrers, types and features are held in; no server names itself", async () => {
    const { headers } = await fetch(`${site}/echo`);
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  test("answers are private unless they say otherwise, once", async () => {
    expect((await fetch(`${site}/echo`)).headers.get("cache-control")).toBe("private, no-store");
    expect((await fetch(`${site}/kept`)).headers.get("cache-control")).toBe("public, max-age=60");
  });

  test("hashed files are kept for a year; a missing one is 404, never a page", async () => {
    const file = await fetch(`${site}/assets/app-1a2b.css`);
    expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const icon = await fetch(`${site}/icon.svg`);
    expect(icon.headers.get("content-type")).toBe("image/svg+xml");
    expect(icon.headers.get("cache-control")).toBe("public, max-age=3600");
    const missing = await fetch(`${site}/assets/app-gone.css`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toBe("There is no such file.\n");
  });
});

describe("where a request comes from", () => {
  test("another site's form is refused before any page sees it", async () => {
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      expect((await send("/echo", {}, { origin })).status).toBe(403);
    }
    expect((await send("/echo", {}, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  });

  test("this site's form arrives, under any name of loopback, without the header", async () => {
    const { cookie, formToken } = await visitor();
    const fields = { formToken, amount: "600", code: "123456" };
    const { port } = new URL(site);
    for (const origin of [site, `http://localhost:${port}`]) {
      expect((await send("/echo", fields, { origin, cookie })).status).toBe(200);
    }
    const seen = await fetch(`${site}/echo`, { headers: { origin: "https://evil.example" } });
    expect(await seen.json()).toMatchObject({ origin: null });
  });

  test("machines bring keys, not cookies", async () => {
    const answer = await send("/api/v1/echo", {}, { origin: "https://system.example" });
    expect(await answer.text()).toBe("machine");
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});

describe("forms", () => {
  test("are read when they carry the token of this very visitor", async () => {
    const { cookie, formToken } = await visitor();
    const fields = { formToken, amount: "１,２００.５０ 元", code: "123 456" };
    const answer = await send("/echo", fields, { cookie });
    expect(await answer.json()).toEqual({ amount: "120050", code: "123456" });
  });

  test("without it nothing is done, and what was typed comes back but for secrets", async () => {
    const [mine, other] = await Promise.all([visitor(), visitor()]);
    const typed = { amount: "600", code: "123456" };
    for (const [token, cookie] of [
      ["", mine.cookie],
      [other.formToken, mine.cookie],
      [`${mine.formToken}A`, mine.cookie],
      [mine.formToken, ""],
    ]) {
      const fields = { ...typed, formToken: token ?? "" };
      const answer = await send("/echo", fields, { cookie: cookie ?? "" });
      expect(answer.status).toBe(422);
      const refused = { values: { amount: ["600"] }, errors: { "": ["form-expired"] } };
      expect(await answer.json()).toEqual(refused);
    }
  });

  test("say what is wrong with each field", async () => {
    const { cookie, formToken } = await visitor();
    const answer = await send("/echo", { formToken, amount: "12,50", code: "12" }, { cookie });
    expect(await answer.json()).toEqual({
      values: { amount: ["12,50"] },
      errors: { amount: ["not-an-amount"], code: ["code-form"] },
    });
  });

  test("that are no forms, or too large, are refused with a 4xx", async () => {
    const { cookie, formToken } = await visitor();
    const post = (body: string, type: string) =>
      fetch(`${site}/echo`, { method: "POST", body, headers: { cookie, "content-type": type } });
    expect((await post("{}", "application/json")).status).toBe(415);
    expect((await post("no parts", "multipart/form-data; boundary=x")).status).toBe(400);
    const large = await send("/echo", { formToken, amount: "1".repeat(70_000) }, { cookie });
    expect(large.status).toBe(413);
    const nul = await send("/echo", { formToken, amount: "600\0", code: "123456" }, { cookie });
    expect(nul.status).toBe(400);
  });
});

describe("what cannot be read", () => {
  test("is refused without a failure", async () => {
    expect((await fetch(`${site}/%E0%A4%A`)).status).toBe(400);
    expect((await fetch(`${site}/pay/return?session=%00`)).status).toBe(400);
    expect((await fetch(`${site}/l/%00`)).status).toBe(400);
    expect(await raw({ method: "TRACE" })).toBe(405);
    expect(await raw({ headers: { host: "bad host" } })).toBe(400);
  });

  test("a failure shows nothing of itself", async () => {
    const answer = await fetch(`${site}/fail`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret detail");
  });

  test("the log has no query and no token of a link", async () => {
    const token = "A".repeat(43);
    await fetch(`${site}/l/${token}?name=someone`);
    const text = JSON.stringify(logged);
    expect(text).toContain("/l/…");
    expect(text).not.toMatch(/AAAA|someone/);
  });
});

function raw(options: { method?: string; headers?: Record<string, string> }): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${site}/echo`, options, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end();
  });
}
