import { heightOf, inner, need, page, type Sheet, type TextLook, write } from "./sheet.server.ts";

/** Where a text that may take several pages stands on each of them. */
export interface Column {
  readonly x: number;
  readonly width: number;
}

export const wholeWidth: Column = { x: page.margin, width: inner };

/** So many lines of a paragraph stay together, at the end of a page and at the next one's top. */
const keptLines = 2;

/**
 * Writes a text from the sheet's place on. Where it has no room it goes to the next page, whole or
 * parted between its lines as the look has it; one that is higher than a page is always parted.
 */
export function flow(sheet: Sheet, text: string, look: TextLook, column = wholeWidth): void {
  const { x, width } = column;
  for (let rest = text; rest !== ""; ) {
    const height = heightOf(sheet, rest, width, look);
    need(sheet, roomWanted(sheet, height, look));
    if (sheet.y + height <= sheet.floor) {
      sheet.y += write(sheet, rest, { x, y: sheet.y, width }, look);
      return;
    }
    const at = partingOf(sheet, { text: rest, height }, width, look);
    write(sheet, rest.slice(0, at).trimEnd(), { x, y: sheet.y, width }, look);
    sheet.y = sheet.floor;
    rest = rest.slice(at).trimStart();
  }
}

/** So much has to stand on this page, else the text begins on the next. */
function roomWanted(sheet: Sheet, height: number, look: TextLook): number {
  const kept = keptLines * lineOf(sheet, look);
  const parts = sheet.look.paragraphs === "parted" && height >= 2 * kept;
  return parts || height > sheet.floor - page.top ? kept : height;
}

function lineOf(sheet: Sheet, look: TextLook): number {
  return heightOf(sheet, "0", inner, look);
}

interface Parted {
  readonly text: string;
  readonly height: number;
}

/** The longest beginning that has room: lines break greedily, so it ends where a line does. */
function partingOf(sheet: Sheet, { text, height }: Parted, width: number, look: TextLook): number {
  const room = Math.min(sheet.floor - sheet.y, height - keptLines * lineOf(sheet, look));
  const fits = (at = 0) => heightOf(sheet, text.slice(0, at).trimEnd(), width, look) <= room;
  const breaks = breaksOf(text);
  const places = breaks.length > 0 && fits(breaks[0]) ? breaks : charactersOf(text);
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(places[middle])) low = middle;
    else high = middle - 1;
  }
  return places[low] as number;
}

/** After a blank, or between two Han characters: never before a stop. A word has none. */
const breakable = /(?<=\s)(?=\S)|(?<=\p{Script=Han})(?=\p{Script=Han})/gu;

function breaksOf(text: string): readonly number[] {
  return [...text.matchAll(breakable)].map(({ index }) => index).filter((at) => at > 0);
}

/** After each character: for a word that no page holds. */
function charactersOf(text: string): readonly number[] {
  let at = 0;
  return [...text].map((character) => {
    at += character.length;
    return at;
  });
}
