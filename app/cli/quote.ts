import { createReadStream } from "node:fs";
import { type QuoteFault, quote } from "#app/domain/quote/quote.ts";
import { exit, type Io } from "./io.ts";
import { quoteText } from "./quote-text.ts";

/**
 * `quote FILE [--json]`: balance, offers and the answer to a proposal for a document of
 * interfaces.md §5; `-` reads standard input. A document that is wrong, or no document, is exit 2.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const read = await documentOf(args.filter((arg) => arg !== "--json"));
  const result = "fault" in read ? { ok: false as const, error: read.fault } : quote(read.document);
  if (!result.ok) return complain(result.error, json, io);
  io.out(json ? `${JSON.stringify(result.value)}\n` : quoteText(result.value));
  return exit.done;
}

function complain(fault: QuoteFault, json: boolean, io: Io): number {
  const { code, message, path } = fault;
  if (json) io.out(`${JSON.stringify({ error: { code, message, path } })}\n`);
  else io.err(`${path === "" ? "" : `${path}: `}${message} (${code})\n`);
  return exit.wrongUse;
}

type Read = { readonly document: unknown } | { readonly fault: QuoteFault };

async function documentOf(args: readonly string[]): Promise<Read> {
  const [file, ...others] = args;
  const option = args.find((arg) => arg.startsWith("-") && arg !== "-");
  if (option !== undefined) return refused("wrong-use", `unknown option: ${option}`);
  if (file === undefined || others.length > 0) {
    return refused("wrong-use", "name one file: quote FILE [--json]");
  }
  try {
    const bytes = await bytesOf(file === "-" ? process.stdin : createReadStream(file));
    return bytes === null
      ? refused("document-too-large", `a document has at most ${largestBytes} bytes`)
      : parsed(bytes);
  } catch (error) {
    return refused("file-not-readable", `cannot read ${file}: ${codeOf(error)}`);
  }
}

const largestBytes = 8 * 1024 * 1024;

/** The whole stream, or null when it is larger than any document; the rest is not read. */
async function bytesOf(stream: AsyncIterable<Buffer | string>): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > largestBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** JSON in UTF-8, with or without a byte order mark. */
function parsed(bytes: Buffer): Read {
  try {
    return { document: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return refused("not-json", "the file is not a JSON document in UTF-8");
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unreadable";
}

function refused(code: string, message: string): Read {
  return { fault: { code, message, path: "" } };
}
