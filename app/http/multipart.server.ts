/** One part of a form that carries files; its data must be read before the next part comes. */
export interface FormPart {
  readonly name: string;
  /** As the sender calls it, without folders; absent for a part that is no file. */
  readonly filename: string | undefined;
  readonly data: AsyncIterable<Uint8Array>;
}

const longestHead = 16 * 1024;
/** No form of ours has more; files are the callers' to count. */
const mostParts = 1_000;
const mostText = 256 * 1024;
const lineEnd = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");

/**
 * Reads a multipart form (RFC 7578) as it streams in: `take` gets each part in turn and answers
 * the field's text, or null where there is none to keep. Remix has a reader of its own, which
 * fails at a file's name with a semicolon or an equals sign. Throws at what is no such form, or
 * breaks off.
 */
export async function parseMultipart(
  request: Request,
  take: (part: FormPart) => Promise<string | null>,
): Promise<FormData> {
  const boundary = boundaryOf(request.headers.get("Content-Type") ?? "");
  if (request.body === null || boundary === null) throw new TypeError("not a multipart form");
  const source = sourceOf(request.body);
  const edge = Buffer.from(`\r\n--${boundary}`);
  const form = new FormData();
  await passBy(source.until(edge));
  let parts = 0;
  let letters = 0;
  while (await isAnotherPart(source)) {
    parts += 1;
    const part = { ...namesIn(await readHead(source)), data: source.until(edge) };
    const text = await take(part);
    await passBy(part.data);
    letters += text?.length ?? 0;
    if (parts > mostParts || letters > mostText) throw new Error("more than a form of ours holds");
    if (text !== null) form.append(part.name, text);
  }
  return form;
}

function boundaryOf(type: string): string | null {
  const found = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type);
  return found?.[1] ?? found?.[2] ?? null;
}

interface Source {
  /** What comes before these bytes, which are taken too. */
  readonly until: (end: Buffer) => AsyncGenerator<Uint8Array, void, undefined>;
}

/** The first edge has no line before it and the last one may have none after it: both get one. */
function sourceOf(body: ReadableStream<Uint8Array>): Source {
  const reader = body.getReader();
  let waiting = lineEnd;
  let over = false;
  const take = (bytes: number) => {
    const taken = waiting.subarray(0, bytes);
    waiting = waiting.subarray(bytes);
    return taken;
  };
  async function* until(end: Buffer) {
    for (;;) {
      const at = waiting.indexOf(end);
      const piece = take(at >= 0 ? at : Math.max(0, waiting.length - end.length + 1));
      if (at >= 0) take(end.length);
      if (piece.length > 0) yield piece;
      if (at >= 0) return;
      const { done, value } = await reader.read();
      if (over) throw new Error("the form breaks off");
      over = done;
      waiting = Buffer.concat([waiting, value ?? lineEnd]);
    }
  }
  return { until };
}

/** The last edge ends in two dashes; behind the others stands nothing but blanks. */
async function isAnotherPart(source: Source): Promise<boolean> {
  return !(await readLine(source, lineEnd)).startsWith("--");
}

const readHead = (source: Source) => readLine(source, headEnd);

async function readLine(source: Source, end: Buffer): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source.until(end)) {
    bytes += chunk.length;
    if (bytes > longestHead) throw new Error("the head of a part is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function namesIn(head: string): Pick<FormPart, "name" | "filename"> {
  const line = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(head)?.[1] ?? "";
  const name = parameter(line, "name");
  if (!name) throw new Error("a part without a name");
  return { name, filename: fileName(line) };
}

/** Whatever says that it is a file is one, though its name be empty or written in another way. */
function fileName(line: string): string | undefined {
  if (!/;\s*filename\*?=/i.test(line)) return undefined;
  const path = parameter(line, "filename") ?? "";
  return path
    .replace(/[/\\]+$/, "")
    .split(/[/\\]/)
    .pop();
}

/**
 * Browsers write a quotation mark in a name as %22 and leave a backslash as it is, other programs
 * write \": a name ends at the first quotation mark behind which nothing or another parameter is.
 */
function parameter(line: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"(.*?)(?:"\\s*(?=;|$)|$)|([^;\\s"]+))`, "i").exec(line);
  return found?.[1]?.replaceAll('\\"', '"') ?? found?.[2];
}

async function passBy(data: AsyncIterable<Uint8Array>): Promise<void> {
  const pieces = data[Symbol.asyncIterator]();
  let piece = await pieces.next();
  while (!piece.done) piece = await pieces.next();
}
