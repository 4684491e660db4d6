import { flow } from "./flow.server.ts";
import {
  heightOf,
  inner,
  line,
  need,
  page,
  type Sheet,
  type TextLook,
  write,
} from "./sheet.server.ts";

/** A name and what it is; `weight` is that of a sum. */
export interface SetFact {
  readonly name: string;
  readonly text: string;
  readonly weight?: TextLook["weight"];
}

/** Names on the left, facts beside them, a hairline above each. */
export function drawFacts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  for (const [name, text] of rows) {
    need(sheet, Math.min(heightOfFact(sheet, { name, text }), sheet.floor - page.top));
    line(sheet, page.margin, sheet.y, inner);
    drawFact(sheet, { name, text });
  }
  sheet.y += 8;
}

const air = 8;

/** Between a name and what it is. */
const gapOf = ({ look }: Sheet): number => Math.round(look.fact * 0.8);

export function heightOfFact(sheet: Sheet, { name, text, weight = 400 }: SetFact): number {
  const { fact, factName, factNames } = sheet.look;
  const height = Math.max(
    heightOf(sheet, text, inner - factNames, { size: fact, weight }),
    heightOf(sheet, name, factNames - gapOf(sheet), { size: factName }),
  );
  return height + air;
}

/** One of them; a fact that no page holds goes on over the next ones. */
export function drawFact(sheet: Sheet, one: SetFact): void {
  const { fact, factName, factNames, quiet } = sheet.look;
  const { name, text, weight = 400 } = one;
  const height = heightOfFact(sheet, one);
  const top = sheet.y;
  const y = top + air / 2;
  const nameBox = { x: page.margin, y, width: factNames - gapOf(sheet) };
  write(sheet, name, nameBox, { size: factName, colour: quiet });
  const column = { x: page.margin + factNames, width: inner - factNames };
  const look = { size: fact, weight };
  if (top + height <= sheet.floor) {
    write(sheet, text, { ...column, y }, look);
    sheet.y = top + height;
    return;
  }
  sheet.y = y;
  flow(sheet, text, look, column);
  sheet.y += air / 2;
}
