import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, describe, expect, test } from "vitest";
import { formTokenField } from "#app/components/forms/page-form.tsx";
import { setCookie } from "#app/http/cookies.server.ts";
import { formToken, visitCookie } from "#app/http/csrf.server.ts";
import { createLog } from "#app/http/log.server.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { testSettings } from "../../support/settings.ts";

const folder = mkdtempSync(join(tmpdir(), "upload-"));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = testSettings();
const visit = "a".repeat(22);
const context = { runtime: { settings, log: createLog("silent") } } as unknown as AppLoadContext;

const part = (head: string, body: string) =>
  `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const file = 'name="file"; filename="accounts.csv"\r\nContent-Type: text/csv';

function upload(name: string, body: string) {
  const path = join(folder, name);
  const cookie = setCookie(visitCookie, visit, settings).split(";")[0] ?? "";
  const request = new Request("http://127.0.0.1/staff/imports", {
    method: "POST",
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=edge", Cookie: cookie },
  });
  return { path, read: readUpload(request, context, path) };
}

describe("a file that is sent", () => {
  test("is written with the page's own token", async () => {
    const token = part(`name="${formTokenField}"`, formToken(visit, settings));
    const { path, read } = upload("good", `${token}${part(file, "a,b\r\n1,2")}--edge--\r\n`);
    expect(await read).toMatchObject({ ok: true, value: { fileName: "accounts.csv", bytes: 8 } });
    expect(existsSync(path)).toBe(true);
  });

  test("leaves nothing behind without it", async () => {
    const { path, read } = upload("foreign", `${part(file, "a,b")}--edge--\r\n`);
    expect((await read).ok).toBe(false);
    expect(existsSync(path)).toBe(false);
  });

  test("leaves nothing behind when it breaks off", async () => {
    const { path, read } = upload("broken", part(file, "6225-0001,张三\r\n".repeat(20_000)));
    await expect(read).rejects.toMatchObject({ status: 400 });
    expect(existsSync(path)).toBe(false);
  });
});
