import { fromCharset } from "./decode.ts";

/** Values by header name in lower case, unfolded; of a repeated header the first. */
export type Headers = ReadonlyMap<string, string>;

export interface Parameterised {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parts a message or a body part at its first empty line. */
export function splitHead(wire: string): { headers: Headers; body: string } {
  const end = wire.startsWith("\r\n") ? 0 : wire.indexOf("\r\n\r\n");
  const head = end < 0 ? wire : wire.slice(0, end);
  const body = end < 0 ? "" : wire.slice(end === 0 ? 2 : end + 4);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) {
      headers.set(name, Buffer.from(line.slice(colon + 1).trim(), "latin1").toString("utf8"));
    }
  }
  return { headers, body };
}

/** Reads `text/plain; charset="utf-8"; name*0*=utf-8''…` (RFC 2045 §5.1, RFC 2231). */
export function parameters(header: string): Parameterised {
  const [value = "", ...rest] = header.match(/(?:"(?:\\.|[^"\\])*"|[^;"])+/g) ?? [];
  const pieces = new Map<string, { at: number; extended: boolean; text: string }[]>();
  for (const part of rest) {
    const match = /^\s*([^\s=*]+)(?:\*(\d+))?(\*)?\s*=\s*(.*?)\s*$/s.exec(part);
    if (!match) continue;
    const [, name = "", at = "0", star, raw = ""] = match;
    const text = raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/g, "$1") : raw;
    const list = pieces.get(name.toLowerCase()) ?? [];
    list.push({ at: Number(at), extended: star === "*", text });
    pieces.set(name.toLowerCase(), list);
  }
  const joined = [...pieces].map(([name, list]) => [name, joinPieces(list)] as const);
  return { value: value.trim().toLowerCase(), parameters: new Map(joined) };
}

function joinPieces(list: { at: number; extended: boolean; text: string }[]): string {
  const ordered = list.sort((one, other) => one.at - other.at);
  if (!ordered[0]?.extended) return ordered.map((piece) => piece.text).join("");
  const [, charset = "utf-8", first = ""] = /^([^']*)'[^']*'(.*)$/s.exec(ordered[0].text) ?? [];
  const rest = ordered.slice(1).map((piece) => piece.text);
  const bytes = [first, ...rest]
    .join("")
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return fromCharset(Buffer.from(bytes, "latin1"), charset || "utf-8");
}
