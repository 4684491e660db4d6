import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { AppLoadContext } from "@remix-run/node";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { formTokenField } from "#app/components/forms/page-form.tsx";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { readCookie } from "./cookies.server.ts";
import { isFormToken, visitCookie } from "./csrf.server.ts";
import { type FormPart, parseMultipart } from "./multipart.server.ts";

/** A million rows are about a fifth of this. */
const largestFileBytes = 1024 ** 3;
const largestFieldBytes = 4_096;

export interface Upload {
  /** As the sender calls it; for showing only. */
  readonly fileName: string;
  readonly bytes: number;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads a form with one file named `file` and streams it to `path`, whatever its size. Error: what
 * to hand back to the page; then nothing is left at `path`. Throws a 4xx Response for no such form.
 */
export async function readUpload(
  request: Request,
  context: AppLoadContext,
  path: string,
): Promise<Result<Upload, RefusedForm>> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) throw new Response(null, { status: 415 });
  const kept = { fileName: "", bytes: 0 };
  const form = await parseMultipart(request, async (part) => {
    if (part.filename === undefined || part.name !== "file") return readField(part);
    kept.fileName = part.filename.slice(0, 200);
    kept.bytes = await writeFile(part, path);
    return null;
  }).catch(async (error: unknown) => {
    await rm(path, { force: true });
    context.runtime.log.info({ err: String(error) }, "upload not readable");
    throw new Response(null, { status: 400 });
  });
  const fields = Object.fromEntries([...form].filter(isText));
  const refusal = refusalOf(request, context, fields, kept.bytes);
  if (refusal === null) return ok({ ...kept, fields });
  await rm(path, { force: true });
  return err({ values: {}, errors: { [refusal === "form-expired" ? "" : "file"]: [refusal] } });
}

function refusalOf(
  request: Request,
  context: AppLoadContext,
  fields: Readonly<Record<string, string>>,
  bytes: number,
): string | null {
  const { settings } = context.runtime;
  const visit = readCookie(request.headers.get("Cookie"), visitCookie, settings);
  if (!isFormToken(fields[formTokenField], visit, settings)) return "form-expired";
  if (bytes === 0) return "file-missing";
  return bytes > largestFileBytes ? "file-too-large" : null;
}

function isText(pair: [string, FormDataEntryValue]): pair is [string, string] {
  return typeof pair[1] === "string";
}

async function readField(part: FormPart): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of part.data) {
    bytes += chunk.length;
    if (bytes <= largestFieldBytes) chunks.push(chunk);
  }
  return bytes > largestFieldBytes ? null : Buffer.concat(chunks).toString("utf8");
}

/** Answers how many bytes came; past the limit they are let go of unwritten. */
async function writeFile(part: FormPart, path: string): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 });
  let bytes = 0;
  for await (const chunk of part.data) {
    bytes += chunk.length;
    if (bytes > largestFileBytes) continue;
    if (!file.write(chunk)) await once(file, "drain");
  }
  file.end();
  await finished(file);
  return bytes;
}
