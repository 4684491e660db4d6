import type { z } from "zod";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { readJson } from "./body.server.ts";
import { readForm } from "./operation.server.ts";

/** Longer lines are refused and passed over; they are never held. */
const longestLine = 64 * 1024;

export interface Line<T> {
  /** From 1; blank lines count. */
  readonly line: number;
  readonly document: Result<T, readonly { readonly path: string; readonly code: string }[]>;
}

/** Lines of JSON out of a stream, each read by a form; no more than one line is held. */
export async function* readLines<T>(
  stream: ReadableStream<Uint8Array> | null,
  form: z.ZodType<T>,
): AsyncGenerator<Line<T>> {
  let number = 0;
  for await (const bytes of cutLines(stream)) {
    number += 1;
    if (bytes === "too-long") yield { line: number, document: refused("line-too-long") };
    else if (!isBlank(bytes)) yield { line: number, document: readLine(bytes, form) };
  }
}

function readLine<T>(bytes: Uint8Array, form: z.ZodType<T>): Line<T>["document"] {
  const json = readJson(bytes);
  if (!json.ok) return refused(json.error.code);
  const read = readForm(form, json.value, "");
  return read.ok ? ok(read.value as T) : err(read.error.errors ?? []);
}

const refused = (code: string) => err([{ path: "", code }]);

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte <= 0x20);

async function* cutLines(
  stream: ReadableStream<Uint8Array> | null,
): AsyncGenerator<Uint8Array | "too-long"> {
  if (stream === null) return;
  const reader = stream.getReader();
  let held: Buffer[] = [];
  let length = 0;
  const end = (): Uint8Array | "too-long" => {
    const line = length > longestLine ? "too-long" : Buffer.concat(held);
    [held, length] = [[], 0];
    return line;
  };
  const hold = (part: Buffer): void => {
    length += part.length;
    if (length <= longestLine) held.push(part);
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      let rest = Buffer.from(value);
      for (let at = rest.indexOf(0x0a); at >= 0; at = rest.indexOf(0x0a)) {
        hold(rest.subarray(0, at));
        yield end();
        rest = rest.subarray(at + 1);
      }
      hold(rest);
    }
    if (length > 0) yield end();
  } finally {
    reader.releaseLock();
  }
}
