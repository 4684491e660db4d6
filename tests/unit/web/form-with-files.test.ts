import type { AppLoadContext } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { formTokenField } from "#app/components/forms/page-form.tsx";
import { err, ok } from "#app/domain/primitives/result.ts";
import { setCookie } from "#app/http/cookies.server.ts";
import { formToken, visitCookie } from "#app/http/csrf.server.ts";
import { readFormWithFiles } from "#app/http/form-with-files.server.ts";
import { createLog } from "#app/http/log.server.ts";
import type { ReceivedFile } from "#app/services/evidence/evidence-file.server.ts";
import { testSettings } from "../../support/settings.ts";

const settings = testSettings();
const visit = "a".repeat(22);
const context = { runtime: { settings, log: createLog("silent") } } as unknown as AppLoadContext;
const schema = z.object({ words: z.string("required") });

const part = (head: string, body: string) =>
  `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const field = (name: string, text: string) => part(`name="${name}"`, text);
const file = (name: string, body: string) =>
  part(`name="files"; filename="${name}"\r\nContent-Type: application/pdf`, body);
const token = field(formTokenField, formToken(visit, settings));

interface Sending {
  /** Why the files are not kept. */
  readonly refusal?: string;
  /** The token of a visit that this browser is in. */
  readonly inside?: string;
}

function send(body: string | ReadableStream<Uint8Array>, { refusal, inside }: Sending = {}) {
  const kept: ReceivedFile[] = [];
  const removed: string[] = [];
  const cookieOf = (name: string, value: string) => setCookie(name, value, settings).split(";")[0];
  const cookies = [cookieOf(visitCookie, visit)];
  if (inside !== undefined) cookies.push(cookieOf("debtor", inside));
  const request = new Request("http://127.0.0.1/hardship", {
    method: "POST",
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=edge", Cookie: cookies.join("; ") },
    duplex: "half",
  } as RequestInit);
  const read = readFormWithFiles(request, context, {
    schema,
    keep: async (files) => {
      kept.push(...files);
      return refusal === undefined ? ok(undefined) : err(refusal);
    },
    remove: async (id) => removed.push(id),
  });
  return { read, kept, removed };
}

/** A form whose file has so many bytes, made as it is read. */
function largeForm(bytes: number): ReadableStream<Uint8Array> {
  const text = (words: string) => new TextEncoder().encode(words);
  const block = new Uint8Array(1024 * 1024);
  let left = bytes;
  const head = `${token}${field("words", "x")}${file("large.pdf", "").slice(0, -2)}`;
  return new ReadableStream({
    start: (stream) => stream.enqueue(text(head)),
    pull: (stream) => {
      if (left > 0) stream.enqueue(block);
      else stream.enqueue(text("\r\n--edge--\r\n"));
      if (left <= 0) stream.close();
      left -= block.length;
    },
  });
}

describe("a form with files", () => {
  test("gives the fields, and the files to be kept", async () => {
    const body = `${token}${field("words", "你好")}${file("a.pdf", "%PDF-1")}${file("b.pdf", "")}`;
    const { read, kept } = send(`${body}--edge--\r\n`);
    expect(await read).toEqual({ ok: true, value: { words: "你好" } });
    expect(kept.map(({ name, bytes }) => [name, bytes])).toEqual([
      ["a.pdf", 6],
      ["b.pdf", 0],
    ]);
  });

  test("an input in which nothing was chosen is no file", async () => {
    const { read, kept } = send(`${token}${field("words", "x")}${file("", "")}--edge--\r\n`);
    expect((await read).ok).toBe(true);
    expect(kept).toEqual([]);
  });

  test("keeps good files though a field is refused, and typed text though a file is", async () => {
    const missing = send(`${token}${file("a.pdf", "%PDF-1")}--edge--\r\n`);
    expect(await missing.read).toMatchObject({ error: { errors: { words: ["required"] } } });
    expect(missing.kept).toHaveLength(1);
    const body = `${token}${field("words", "typed")}${file("a.exe", "MZ")}--edge--\r\n`;
    const refused = await send(body, { refusal: "evidence-type" }).read;
    expect(refused).toEqual({
      ok: false,
      error: { values: { words: ["typed"] }, errors: { files: ["evidence-type"] } },
    });
  });

  test("keeps nothing that came without the page's own token", async () => {
    const { read, kept } = send(`${field("words", "x")}${file("a.pdf", "%PDF-1")}--edge--\r\n`);
    expect(await read).toMatchObject({ ok: false, error: { errors: { "": ["form-expired"] } } });
    expect(kept).toEqual([]);
  });

  test("keeps and shows nothing of a page of whoever was in this browser before", async () => {
    const theirs = field(formTokenField, formToken("b".repeat(22), settings));
    const body = `${theirs}${field("words", "typed")}${file("a.pdf", "%PDF-1")}--edge--\r\n`;
    const { read, kept } = send(body, { inside: "t".repeat(43) });
    expect(await read).toEqual({
      ok: false,
      error: { values: {}, errors: { "": ["form-of-before"] } },
    });
    expect(kept).toEqual([]);
  });

  test("takes a file back and shows the form as it was typed", async () => {
    const body = `${token}${field("words", "typed")}${field("remove", "the-id")}--edge--\r\n`;
    const { read, removed } = send(body);
    expect(await read).toEqual({ ok: false, error: { values: expect.anything(), errors: {} } });
    expect(removed).toEqual(["the-id"]);
  });

  test("a gigabyte is counted and let go of", async () => {
    const before = process.memoryUsage().rss;
    const { read, kept } = send(largeForm(1024 ** 3));
    expect((await read).ok).toBe(true);
    expect(kept).toMatchObject([{ name: "large.pdf", bytes: 1024 ** 3, content: null }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  test.each([
    ...["工资单; 11月.pdf", "a=b.pdf", "x==.pdf", "12:00; q=1.pdf"].map((name) => [name, name]),
    // A browser leaves a backslash as it is; other programs write one before a quotation mark.
    ["scan\\", "scan"],
    ["folder\\scan.pdf", "scan.pdf"],
    ['my \\"scan\\".pdf', 'my "scan".pdf'],
  ])("takes a file by the name it has: %s", async (sent, name) => {
    const { read, kept } = send(`${token}${field("words", "x")}${file(sent, "%PDF-1")}--edge--`);
    expect(await read).toEqual({ ok: true, value: { words: "x" } });
    expect(kept).toMatchObject([{ name, bytes: 6 }]);
  });

  test("takes what names a file for one, however it does", async () => {
    for (const name of ["filename=", "filename*=UTF-8''a.pdf", 'filename="a"b.pdf']) {
      const odd = part(`name="files"; ${name}`, "%PDF-1");
      const { read, kept } = send(`${token}${field("words", "x")}${odd}--edge--`);
      expect(await read, name).toEqual({ ok: true, value: { words: "x" } });
      expect(kept, name).toMatchObject([{ bytes: 6 }]);
    }
  });

  test("reads the same however its bytes arrive", async () => {
    const whole = Buffer.from(
      `${token}${field("words", "你好\r\n--edg")}${file("a\\b.pdf", "\r\n--ed\r\n%PDF")}--edge--\r\n`,
    );
    for (const size of [1, 2, 7, 61, whole.length]) {
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        whole.subarray(at * size, (at + 1) * size),
      );
      const stream = new ReadableStream<Uint8Array>({
        pull: (one) => {
          const piece = pieces.shift();
          if (piece) one.enqueue(piece);
          else one.close();
        },
      });
      const { read, kept } = send(stream);
      expect(await read).toEqual({ ok: true, value: { words: "你好\r\n--edg" } });
      expect(kept[0]?.name).toBe("b.pdf");
      expect(Buffer.from(kept[0]?.content ?? []).toString()).toBe("\r\n--ed\r\n%PDF");
    }
  });

  test.each([
    ["no part at all", "hello"],
    ["a part without a name", '--edge\r\nContent-Disposition: form-data; x="y"\r\n\r\nz\r\n'],
    ["a part that is no field", "--edge\r\nContent-Type: text/plain\r\n\r\nz\r\n--edge--\r\n"],
    ["more text than a form holds", `${token}${field("words", "x".repeat(16_000)).repeat(20)}`],
    ["more parts than a form has", `${token}${field("words", "x").repeat(1_100)}`],
    ["a head without an end", `--edge\r\n${"x".repeat(20_000)}`],
  ])("is refused: %s", async (_, body) => {
    await expect(send(`${body}--edge--\r\n`).read).rejects.toMatchObject({ status: 400 });
  });

  test("one that breaks off is refused", async () => {
    await expect(send(`${token}${file("a.pdf", "%PDF")}`).read).rejects.toMatchObject({
      status: 400,
    });
  });
});
