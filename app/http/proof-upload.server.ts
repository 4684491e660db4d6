import type { AppLoadContext } from "@remix-run/node";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { takeToken } from "./form-body.server.ts";
import { type FormPart, parseMultipart } from "./multipart.server.ts";

/** Far more than the longest agreement. */
const largestBytes = 10 * 1024 * 1024;

/** A paper that somebody wants to have judged, or its fingerprint. */
export interface Proof {
  readonly file: Buffer | null;
  readonly fingerprint: string;
}

/**
 * Reads the form of the page that verifies agreements: a file named `file`, which is held and never
 * stored, or `fingerprint`. Error: a key of `reason`. Throws a 4xx Response for no such form.
 */
export async function readProof(
  request: Request,
  context: AppLoadContext,
): Promise<Result<Proof, "form-expired" | "evidence-too-large" | "required">> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) throw new Response(null, { status: 415 });
  let file: Buffer | null = null;
  let tooLarge = false;
  const form = await parseMultipart(request, async (part) => {
    const { bytes, content } = await readAtMost(part);
    if (part.filename === undefined) return content?.toString("utf8") ?? null;
    if (content === null) tooLarge = true;
    else if (bytes > 0) file = content;
    return null;
  }).catch(() => {
    throw new Response(null, { status: 400 });
  });
  if (!takeToken(form, request, context)) return err("form-expired");
  if (tooLarge) return err("evidence-too-large");
  const fingerprint = String(form.get("fingerprint") ?? "").slice(0, 200);
  return file === null && fingerprint.trim() === "" ? err("required") : ok({ file, fingerprint });
}

/** Counts to the end, and holds no more than the limit. */
async function readAtMost(part: FormPart) {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of part.data) {
    bytes += chunk.length;
    if (bytes > largestBytes) chunks = [];
    else chunks.push(chunk);
  }
  return { bytes, content: bytes > largestBytes ? null : Buffer.concat(chunks) };
}
