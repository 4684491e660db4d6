import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
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

/** The same design with every character of Unicode's first plane that names are written with. */
const wholeTypeface = "@embedpdf/fonts-sc";
const wholeFiles: Readonly<Record<Weight, string>> = {
  400: "NotoSansHans-Regular.otf",
  600: "NotoSansHans-Bold.otf",
};

/** Characters beyond the first plane that stand in old names alone: Unicode's extensions B to F. */
const rareTypeface = "hanamin";

/** The letters of other alphabets that a Chinese typeface leaves out: Łukasz, Ženija, Nguyễn. */
const letters = "@fontsource/noto-sans";
const alphabets = [
  "latin-ext",
  "vietnamese",
  "cyrillic",
  "cyrillic-ext",
  "greek",
  "greek-ext",
] as const;

/**
 * The faces of a weight that a text needs: the 7,900 common characters and, for what they lack,
 * the 30,000 of the whole typeface, other alphabets, then the rare ones of the further planes. A
 * whole CJK font in a PDF takes seconds and megabytes; cut down it takes neither.
 */
export async function facesFor(text: string, weight: Weight): Promise<readonly Face[]> {
  const file = `${typeface}/files/noto-sans-sc-${common}-${weight}-normal.woff2`;
  const main = await face(common, require.resolve(file), text, weight);
  const faces = [main];
  const lacking = () =>
    [...text].filter((one) => !isBlank(one) && !faces.some((by) => has(by, one)));
  const add = async (part: string, path: string) => {
    const letters = lacking();
    if (letters.length === 0) return;
    const more = await face(part, path, `${letters.join("")} `, weight);
    if (letters.some((one) => has(more, one))) faces.push(more);
  };
  // The package opens only its entry; its fonts stand beside the folder of that.
  await add(
    "whole",
    join(dirname(require.resolve(wholeTypeface)), "..", "fonts", wholeFiles[weight]),
  );
  for (const [part, path] of alphabetFiles(weight)) await add(part, path);
  for (const [part, path] of lacking().length > 0 ? await rareFiles(lacking()) : []) {
    await add(part, path);
  }
  return faces;
}

/** Of a typeface in 220 pieces those that have the characters, as its own style sheet tells. */
async function rareFiles(lacking: readonly string[]): Promise<(readonly [string, string])[]> {
  const sheet = require.resolve(rareTypeface);
  const rules = (await readFile(sheet, "utf8")).matchAll(
    /url\(([^)]+\.woff2)\)[^}]*unicode-range:([^;}]+)/g,
  );
  return [...rules].flatMap(([, name = "", ranges = ""]) =>
    lacking.some((one) => isWithin(one, ranges))
      ? [[name, join(dirname(sheet), name)] as const]
      : [],
  );
}

/** Whether a style sheet's `U+20bb7,U+20c00-20fff` has a character. */
function isWithin(character: string, ranges: string): boolean {
  const point = character.codePointAt(0) as number;
  return ranges.split(",").some((range) => {
    const [from = "", to = from] = range.trim().slice(2).split("-");
    return Number.parseInt(from, 16) <= point && point <= Number.parseInt(to, 16);
  });
}

function alphabetFiles(weight: Weight): (readonly [part: string, path: string])[] {
  return alphabets.map((part) => {
    const path = require.resolve(`${letters}/files/noto-sans-${part}-${weight}-normal.woff2`);
    return [part, path];
  });
}

async function face(part: string, file: string, text: string, weight: Weight): Promise<Face> {
  const font = await subsetFont(await readFile(file), text, { targetFormat: "sfnt" });
  return { name: `${part}-${weight}`, font, characters: charactersOf(font) };
}

function has({ characters }: Face, character: string): boolean {
  return characters.has(character.codePointAt(0) as number);
}

function isBlank(character: string): boolean {
  return (character.codePointAt(0) as number) <= 0x20;
}
