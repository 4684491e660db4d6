import type { AppLoadContext } from "@remix-run/node";
import type { z } from "zod";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { formTokenField, keptField } from "#app/components/forms/page-form.tsx";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import {
  largestEvidenceBytes,
  type ReceivedFile,
} from "#app/services/evidence/evidence-file.server.ts";
import { knownVisit } from "./debtor-guard.server.ts";
import { hasNul } from "./form-body.server.ts";
import { checkForm, hadWrongToken } from "./forms.server.ts";
import { type FormPart, parseMultipart } from "./multipart.server.ts";
import { forgetSent } from "./typed-forms.server.ts";

/** Inputs of kind file have this name; see components/forms/file-field.tsx. */
const filesField = "files";
/** The button beside an added file; its value is the file's id. */
const removeField = "remove";
const largestFieldBytes = 16 * 1024;
const mostFiles = 20;

interface Keeping<S extends z.ZodType> {
  readonly schema: S;
  /** Keeps the files unsent; called once the form's token is right, whatever else is wrong. */
  readonly keep: (files: readonly ReceivedFile[]) => Promise<Result<void, string>>;
  /** Takes an unsent file back, by its id. */
  readonly remove: (id: string) => Promise<unknown>;
}

/**
 * Reads the form of a POST that may carry files: like `readForm`, the files are streamed and what
 * is too large is let go of at once. Good files are kept though a field is refused, so that nobody
 * has to choose them twice. A button that takes a file back answers with the form as it was typed.
 */
export async function readFormWithFiles<S extends z.ZodType>(
  request: Request,
  context: AppLoadContext,
  { schema, keep, remove }: Keeping<S>,
): Promise<Result<z.output<S>, RefusedForm>> {
  const { form, files } = await readParts(request, context);
  const values = typedValues(form);
  const checked = checkForm(form, request, context, schema);
  if (!checked.ok && hadWrongToken(checked.error)) return checked;
  const kept = files.length === 0 ? ok(undefined) : await keep(files);
  const [unwanted] = values[removeField] ?? [];
  if (unwanted !== undefined) {
    await remove(unwanted);
    return err({ values, errors: {} });
  }
  if (kept.ok) {
    if (checked.ok) await forgetSent(request, context, await knownVisit(context));
    return checked;
  }
  const refused = checked.ok ? { values, errors: {} } : checked.error;
  return err({ ...refused, errors: { ...refused.errors, [filesField]: [kept.error] } });
}

async function readParts(request: Request, context: AppLoadContext) {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) throw new Response(null, { status: 415 });
  const files: ReceivedFile[] = [];
  const form = await parseMultipart(request, async (part) => {
    if (part.filename === undefined) return readText(part);
    const file = await readFile(part, files.length < mostFiles);
    // An input that nothing was chosen in sends a file without a name.
    if (file.name !== "" || file.bytes > 0) files.push(file);
    return null;
  }).catch((error: unknown) => {
    context.runtime.log.info({ err: String(error) }, "form with files not readable");
    throw new Response(null, { status: 400 });
  });
  if ([...form.values()].some(hasNul)) throw new Response(null, { status: 400 });
  return { form, files };
}

async function readText(part: FormPart): Promise<string | null> {
  const { content, bytes } = await readAtMost(part, largestFieldBytes);
  if (content === null) throw new Error(`field ${part.name} has ${bytes} bytes`);
  return content.toString("utf8");
}

async function readFile(part: FormPart, wanted: boolean): Promise<ReceivedFile> {
  const { content, bytes } = await readAtMost(part, wanted ? largestEvidenceBytes : 0);
  return { name: part.filename ?? "", bytes, content };
}

/** Counts to the end, and holds no more than the limit. */
async function readAtMost(part: FormPart, limit: number) {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of part.data) {
    bytes += chunk.length;
    if (bytes > limit) chunks = [];
    else chunks.push(chunk);
  }
  return { bytes, content: bytes > limit ? null : Buffer.concat(chunks) };
}

function typedValues(form: FormData): Record<string, string[]> {
  const ours = [formTokenField, keptField];
  const names = [...new Set(form.keys())].filter((name) => !ours.includes(name));
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  return Object.fromEntries(names.map((name) => [name, texts(name)]));
}
