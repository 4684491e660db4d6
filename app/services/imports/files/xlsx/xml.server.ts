import { broken } from "./zip.server.ts";

/** What an XML text is made of, as far as a workbook needs it. */
export type XmlToken =
  | {
      readonly kind: "open";
      readonly name: string;
      readonly attributes: string;
      readonly empty: boolean;
    }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

/** No tag and no cell of a workbook is longer. */
const longestToken = 1 << 20;

/**
 * Cuts XML into tags and texts as it arrives. It knows no document types and no entities but the
 * five and numbers, so that there is nothing to expand.
 */
export class XmlCutter {
  #rest = "";

  push(chunk: string): XmlToken[] {
    const text = this.#rest + chunk;
    const tokens: XmlToken[] = [];
    let at = 0;
    for (;;) {
      const open = text.indexOf("<", at);
      if (open === -1) break;
      const close = text.indexOf(">", open);
      if (close === -1) break;
      if (open > at) tokens.push({ kind: "text", text: unescaped(text.slice(at, open)) });
      const token = tagOf(text.slice(open + 1, close));
      if (token !== null) tokens.push(token);
      at = close + 1;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longestToken) throw broken();
    return tokens;
  }
}

function tagOf(inside: string): XmlToken | null {
  if (inside.startsWith("!DOCTYPE") || inside.startsWith("![CDATA[")) throw broken();
  if (inside.startsWith("?") || inside.startsWith("!")) return null;
  if (inside.startsWith("/")) return { kind: "close", name: localName(inside.slice(1).trim()) };
  const empty = inside.endsWith("/");
  const body = empty ? inside.slice(0, -1) : inside;
  const space = body.search(/\s/);
  const name = localName(space === -1 ? body : body.slice(0, space));
  return { kind: "open", name, attributes: space === -1 ? "" : body.slice(space), empty };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The value of an attribute, by its whole name; null when it is not there. */
export function attributeOf(attributes: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match === null ? null : unescaped(match[1] ?? match[2] ?? "");
}

const named: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,4});/gi, (whole, code: string) => {
    if (!code.startsWith("#")) return named[code] ?? whole;
    const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1));
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
