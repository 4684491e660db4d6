import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type Problem, problem } from "./problem.server.ts";

/** No document of ours is nearly as long. */
const mostBytes = 256 * 1024;

/** Checks that a body is said to be of one of the types, in UTF-8 and not compressed. */
export function checkType(request: Request, type: string, ...others: string[]): Problem | null {
  const given = request.headers.get("content-type") ?? "";
  const [name = "", ...parameters] = given.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((part) => part.startsWith("charset="))?.slice(8);
  const encoding = request.headers.get("content-encoding") ?? "identity";
  const named = [type, ...others].includes(name);
  const fits = named && (charset ?? "utf-8").replace(/^"|"$/g, "") === "utf-8";
  if (fits && encoding === "identity") return null;
  return problem(415, "unsupported-media-type", `Send the body as ${type} in UTF-8.`, {
    headers: { Accept: type },
  });
}

/** The bytes of a body, or a problem when there are too many; no more than `most` are held. */
export async function readBytes(
  request: Request,
  most = mostBytes,
): Promise<Result<Buffer, Problem>> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return err(tooLarge);
  if (request.body === null) return ok(Buffer.alloc(0));
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return ok(Buffer.concat(parts));
    length += value.byteLength;
    if (length > most) {
      await reader.cancel();
      return err(tooLarge);
    }
    parts.push(value);
  }
}

export const tooLarge = problem(413, "too-large", "This body is longer than is taken here.");

/** Reads JSON text; anything that is not exactly one document in UTF-8 is refused. */
export function readJson(bytes: Uint8Array): Result<unknown, Problem> {
  try {
    const text = utf8.decode(bytes);
    return ok(JSON.parse(text, /\\ud[89a-f]/i.test(text) ? wellFormed : undefined) as unknown);
  } catch {
    return err(problem(400, "malformed-json", "The body is not one JSON document in UTF-8."));
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Half of a character is none: no interchange takes it (RFC 7493), nor does the database. */
function wellFormed(name: string, value: unknown): unknown {
  const isText = typeof value === "string";
  if (/\p{Cs}/u.test(name) || (isText && /\p{Cs}/u.test(value)))
    throw new Error("half a character");
  return value;
}

/** The query as an object; a name that stands twice becomes a list, which no form takes. */
export function readQuery(url: URL): Readonly<Record<string, string | string[]>> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] as string) : values;
  }
  return { ...query };
}
