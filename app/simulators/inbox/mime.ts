import { decodeBase64, decodeQuotedPrintable, decodeWords, fromCharset } from "./decode.ts";
import { type Headers, parameters, splitHead } from "./headers.ts";

/** What a reader of a message needs; bytes of the wire are in latin1 strings, one char a byte. */
export interface ParsedMail {
  readonly headers: Headers;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly ParsedAttachment[];
}

export interface ParsedAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

interface Found {
  text?: string;
  html?: string;
  attachments: ParsedAttachment[];
}

const DEEPEST = 8;

/** Reads a message as RFC 5322 and MIME (RFC 2045–2047, 2231) put it on the wire. */
export function parseMail(wire: string): ParsedMail {
  const { headers } = splitHead(wire);
  const found: Found = { attachments: [] };
  readPart(wire, found, 0);
  return {
    headers,
    subject: decodeWords(headers.get("subject") ?? ""),
    text: found.text ?? "",
    html: found.html ?? "",
    attachments: found.attachments,
  };
}

function readPart(wire: string, found: Found, depth: number): void {
  const { headers, body } = splitHead(wire);
  const type = parameters(headers.get("content-type") ?? "text/plain; charset=us-ascii");
  const boundary = type.parameters.get("boundary");
  if (type.value.startsWith("multipart/") && boundary && depth < DEEPEST) {
    for (const part of partsBetween(body, boundary)) readPart(part, found, depth + 1);
    return;
  }
  const bytes = decodeBody(body, headers.get("content-transfer-encoding") ?? "7bit");
  const disposition = parameters(headers.get("content-disposition") ?? "inline");
  const filename = disposition.parameters.get("filename") ?? type.parameters.get("name");
  const charset = type.parameters.get("charset") ?? "utf-8";
  const inline = disposition.value !== "attachment" && filename === undefined;
  if (inline && type.value === "text/plain" && found.text === undefined) {
    found.text = fromCharset(bytes, charset).replaceAll("\r\n", "\n").trimEnd();
  } else if (inline && type.value === "text/html" && found.html === undefined) {
    found.html = fromCharset(bytes, charset).replaceAll("\r\n", "\n").trimEnd();
  } else {
    const name = filename === undefined ? "" : decodeWords(filename);
    found.attachments.push({ filename: name, contentType: type.value, content: bytes });
  }
}

/** The parts between lines `--boundary`, up to `--boundary--`; what stands around is dropped. */
function partsBetween(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let part: string[] | undefined;
  for (const line of body.split("\r\n")) {
    const mark = line.trimEnd();
    if (mark === `--${boundary}` || mark === `--${boundary}--`) {
      if (part) parts.push(part.join("\r\n"));
      part = mark.endsWith("--") && mark !== `--${boundary}` ? undefined : [];
    } else part?.push(line);
  }
  if (part) parts.push(part.join("\r\n"));
  return parts;
}

function decodeBody(body: string, encoding: string): Buffer {
  const name = encoding.trim().toLowerCase();
  if (name === "base64") return decodeBase64(body);
  if (name === "quoted-printable") return decodeQuotedPrintable(body);
  return Buffer.from(body, "latin1");
}
