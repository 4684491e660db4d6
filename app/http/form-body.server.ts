import type { AppLoadContext } from "@remix-run/node";
import { formTokenField } from "#app/components/forms/page-form.tsx";
import { readCookie } from "./cookies.server.ts";
import { isFormToken, visitCookie } from "./csrf.server.ts";
import { parseMultipart } from "./multipart.server.ts";

const largestFormBytes = 64 * 1024;

/** Reads at most 64 KB; a form of ours is never larger, and files have a way of their own. */
export async function formData(request: Request): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    throw new Response(null, { status: 415 });
  }
  const body = await readAtMost(request, largestFormBytes);
  const form = await new Response(body, { headers: { "Content-Type": type } })
    .formData()
    .catch(() => null);
  if (form === null || [...form.values()].some(hasNul)) throw new Response(null, { status: 400 });
  return form;
}

/** What was typed into a form that may carry files, without the files; null: not readable. */
export async function typedParts(request: Request): Promise<FormData | null> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) return formData(request).catch(() => null);
  let bytes = 0;
  const form = await parseMultipart(request, async (part) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.data) {
      if (part.filename !== undefined) continue;
      bytes += chunk.length;
      if (bytes > largestFormBytes) throw new Error("more than a form of ours holds");
      chunks.push(chunk);
    }
    return part.filename === undefined ? Buffer.concat(chunks).toString("utf8") : null;
  }).catch(() => null);
  return form === null || [...form.values()].some(hasNul) ? null : form;
}

/** No text of the database holds it, and nobody types it. */
export function hasNul(value: FormDataEntryValue): boolean {
  return typeof value === "string" && value.includes("\0");
}

/** Whether a form carries the token of this browser's pages; takes the token out of it. */
export function takeToken(form: FormData, request: Request, context: AppLoadContext): boolean {
  const token = form.get(formTokenField);
  form.delete(formTokenField);
  return isOurs(token, request, context);
}

/** Whether a token is that of this browser's pages, opened by whoever uses it now. */
export function isOurs(token: unknown, request: Request, { runtime }: AppLoadContext): boolean {
  const { settings } = runtime;
  const visit = readCookie(request.headers.get("Cookie"), visitCookie, settings);
  return isFormToken(token, visit, settings);
}

/** What was typed, by field; files and secret fields aside. */
export function typedValues(form: FormData, secret: readonly string[]): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || secret.includes(name)) continue;
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
}

async function readAtMost(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || !value) return new Uint8Array(Buffer.concat(chunks));
    size += value.length;
    if (size > limit) throw new Response(null, { status: 413 });
    chunks.push(value);
  }
}
