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
 * the 30,000 of the whole typeface, then other alphabets. A whole CJK font in a PDF takes seconds
 * and megabytes; cut down it takes neither.
 */
export async function facesFor(text: string, weight: Weight): Promise<readonly Face[]> {
  const file = `${typeface}/files/noto-sans-sc-${common}-${weight}-normal.woff2`;
  const main = await face(common, require.resolve(file), text, weight);
  const faces = [main];
  // The package opens only its entry; its fonts stand beside the folder of that.
  const whole = join(dirname(require.resolve(wholeTypeface)), "..", "fonts", wholeFiles[weight]);
  for (const [part, path] of [["whole", whole] as const, ...alphabetFiles(weight)]) {
    const lacking = [...text].filter((one) => !isBlank(one) && !faces.some((by) => has(by, one)));
    if (lacking.length === 0) break;
    const more = await face(part, path, `${lacking.join("")} `, weight);
    if (lacking.some((one) => has(more, one))) faces.push(more);
  }
  return faces;
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
