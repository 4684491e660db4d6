import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { charactersOf } from "./cmap.server.ts";

/** Regular and semibold: CJK type has two honest weights. */
export const weights = [400, 600] as const;
export type Weight = (typeof weights)[number];

/** A part of a typeface, cut down to what a paper needs. */
export interface Face {
  readonly name: string;
  readonly font: Buffer;
  readonly characters: ReadonlySet<number>;
}

const require = createRequire(import.meta.url);

/** The package has no types of its own. */
const subsetFont = require("subset-font") as (
  font: Buffer,
  text: string,
  options: { readonly targetFormat: "sfnt" },
) => Promise<Buffer>;

const typeface = "@fontsource/noto-sans-sc";
const common = "chinese-simplified";

/**
 * The faces of a weight that a text needs: the 7,900 common characters and, for what they lack,
 * the parts of the typeface that hold rare ones. A whole CJK font in a PDF takes seconds and
 * megabytes; cut down it takes neither.
 */
export async function facesFor(text: string, weight: Weight): Promise<readonly Face[]> {
  const main = await face(common, text, weight);
  const points = [...new Set(text)].map((character) => character.codePointAt(0) as number);
  const rare = points.filter((point) => !main.characters.has(point) && point > 0x20);
  const parts = new Set(rare.flatMap((point) => partOf(point) ?? []));
  const others = await Promise.all([...parts].map((part) => face(part, text, weight)));
  return [main, ...others];
}

async function face(part: string, text: string, weight: Weight): Promise<Face> {
  const file = `${typeface}/files/noto-sans-sc-${part}-${weight}-normal.woff2`;
  const whole = await readFile(require.resolve(file));
  const font = await subsetFont(whole, text, { targetFormat: "sfnt" });
  return { name: `${part}-${weight}`, font, characters: charactersOf(font) };
}

type PartRange = readonly [first: number, last: number, part: string];
let ranges: readonly PartRange[] | null = null;

/** The part of the typeface that has a character; null: none has. */
function partOf(point: number): string | null {
  ranges ??= readRanges(require(`${typeface}/unicode.json`) as Readonly<Record<string, string>>);
  return ranges.find(([first, last]) => first <= point && point <= last)?.[2] ?? null;
}

/** `{"[21]": "U+9f91,U+9f99-9f9f"}`: parts by number, or by script. */
function readRanges(parts: Readonly<Record<string, string>>): readonly PartRange[] {
  return Object.entries(parts).flatMap(([name, list]) =>
    list.split(",").map((range): PartRange => {
      const [first = "", last = first] = range.replace(/^U\+/i, "").split("-");
      return [Number.parseInt(first, 16), Number.parseInt(last, 16), name.replace(/[[\]]/g, "")];
    }),
  );
}
