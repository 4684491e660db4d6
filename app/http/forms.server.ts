import { parseWithZod } from "@conform-to/zod/v4";
import type { AppLoadContext } from "@remix-run/node";
import { data } from "@remix-run/node";
import type { z } from "zod";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { formTokenField } from "#app/components/forms/page-form.tsx";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { readCookie } from "./cookies.server.ts";
import { isFormToken, visitCookie } from "./csrf.server.ts";

const largestFormBytes = 64 * 1024;

interface ReadOptions {
  /** Fields that are never sent back to the page: codes, passwords. */
  readonly secret?: readonly string[];
}

/**
 * Reads the form of a POST: the only way in which an action reads one. Checks its token and its
 * size, then the schema, whose messages are keys of `reason` in common.json. Error: what to hand
 * back to the page with `refuseForm`, typed values kept. Throws a 4xx Response for a body that is
 * no form at all.
 */
export async function readForm<S extends z.ZodType>(
  request: Request,
  context: AppLoadContext,
  schema: S,
  { secret = [] }: ReadOptions = {},
): Promise<Result<z.output<S>, RefusedForm>> {
  const form = await formData(request);
  return checkForm(form, request, context, schema, { secret });
}

/** The same for a form that was read already. */
export function checkForm<S extends z.ZodType>(
  form: FormData,
  request: Request,
  context: AppLoadContext,
  schema: S,
  { secret = [] }: ReadOptions = {},
): Result<z.output<S>, RefusedForm> {
  const { settings } = context.runtime;
  const visit = readCookie(request.headers.get("Cookie"), visitCookie, settings);
  const token = form.get(formTokenField);
  form.delete(formTokenField);
  const values = valuesOf(form, secret);
  if (!isFormToken(token, visit, settings)) return err({ values, errors: { "": expired } });
  const parsed = parseWithZod(form, { schema, disableAutoCoercion: false });
  if (parsed.status === "success") return ok(parsed.value as z.output<S>);
  return err({ values, errors: errorsOf(parsed.error) });
}

/** A refusal that only the service could know of, in the same form: `{ amount: "too-low" }`. */
export function refusedForm(
  form: RefusedForm | Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
): RefusedForm {
  const values = isRefused(form) ? form.values : asLists(form);
  return { values, errors: asLists(errors) };
}

/** The answer of an action whose form was refused: the page again, with 422. */
export function refuseForm(refused: RefusedForm) {
  return data({ refused }, { status: 422 });
}

const expired = ["form-expired"];

/** Reads at most 64 KB; a form of ours is never larger, and files have a way of their own. */
async function formData(request: Request): Promise<FormData> {
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

/** No text of the database holds it, and nobody types it. */
export function hasNul(value: FormDataEntryValue): boolean {
  return typeof value === "string" && value.includes("\0");
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

function valuesOf(form: FormData, secret: readonly string[]): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || secret.includes(name)) continue;
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
}

function errorsOf(error: Record<string, string[] | null> | null): RefusedForm["errors"] {
  const entries = Object.entries(error ?? {});
  return Object.fromEntries(entries.map(([name, keys]) => [name, keys ?? []]));
}

function asLists(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [text]]));
}

function isRefused(form: RefusedForm | Readonly<Record<string, string>>): form is RefusedForm {
  return typeof form.values === "object";
}
