import { inflateSync } from "node:zlib";

/** Letters that stand on one line of a PDF, in one size. Points, from the page's lower left. */
export interface Run {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  /** Where the last letter ends. */
  readonly right: number;
  readonly size: number;
  readonly text: string;
}

/** What stands where in a PDF of ours: subset fonts with their own table of characters. */
export function runsOf(pdf: Buffer): readonly Run[] {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.flatMap(({ head }, page) => {
    const content = objects.get(/\/Contents (\d+)/.exec(head)?.[1] ?? "")?.stream ?? "";
    return [...content.matchAll(piece)].map(
      ([, x = "", y = "", font = "", size = "", shown = ""]) =>
        runOf(fonts.get(font), { page, x: Number(x), y: Number(y), size: Number(size) }, shown),
    );
  });
}

/** The sizes in which a PDF is set, the smallest first. */
export function sizesOf(pdf: Buffer): readonly number[] {
  return [...new Set(runsOf(pdf).map(({ size }) => size))].sort((one, other) => one - other);
}

const piece = /1 0 0 1 ([\d.-]+) ([\d.-]+) Tm\n\/(F\d+) ([\d.]+) Tf\n(?:[^[]*\n)?\[([^\]]*)\] TJ/g;

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString("latin1");
  const found = [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];
  return new Map(
    found.map(([, number = "", body = ""]) => {
      const at = body.indexOf("stream\n");
      const head = at < 0 ? body : body.slice(0, at);
      return [number, { head, stream: at < 0 ? "" : opened(head, body.slice(at + 7)) }] as const;
    }),
  );
}

function opened(head: string, body: string): string {
  const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
  const bytes = Buffer.from(body.slice(0, length), "latin1");
  return (head.includes("/FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1");
}

interface Font {
  readonly letters: readonly string[];
  /** Thousandths of the size. */
  readonly widths: readonly number[];
}

function fontsOf(objects: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, Font> {
  const at = (head: string, name: string) =>
    objects.get(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(head)?.[1] ?? "");
  const named = [...objects.values()].flatMap(({ head }) => [
    ...head.matchAll(/\/(F\d+) (\d+) 0 R/g),
  ]);
  return new Map(
    named.map(([, name = "", number = ""]) => {
      const { head = "" } = objects.get(number) ?? {};
      const widths = /\/W \[0 \[([^\]]*)\]/.exec(at(head, "DescendantFonts")?.head ?? "")?.[1];
      return [
        name,
        {
          letters: lettersOf(at(head, "ToUnicode")?.stream ?? ""),
          widths: (widths ?? "").trim().split(/\s+/).map(Number),
        },
      ] as const;
    }),
  );
}

/** Each range of the table gives its letters in order, UTF-16 in hexadecimal. */
function lettersOf(table: string): readonly string[] {
  const ranges = [...table.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[([^\]]*)\]/g)];
  return ranges.flatMap(([, list = ""]) =>
    [...list.matchAll(/<([0-9a-f ]+)>/g)].map(([, hex = ""]) =>
      Buffer.from(hex.replaceAll(" ", ""), "hex").swap16().toString("utf16le"),
    ),
  );
}

function runOf(font: Font | undefined, place: Omit<Run, "right" | "text">, shown: string): Run {
  let [text, width] = ["", 0];
  for (const [part, hex] of shown.matchAll(/<([0-9a-f]*)>|-?[\d.]+/g)) {
    if (hex === undefined) width -= Number(part);
    for (const glyph of (hex ?? "").match(/.{4}/g) ?? []) {
      text += font?.letters[Number.parseInt(glyph, 16)] ?? "�";
      width += font?.widths[Number.parseInt(glyph, 16)] ?? 0;
    }
  }
  return { ...place, text, right: place.x + (width * place.size) / 1000 };
}
