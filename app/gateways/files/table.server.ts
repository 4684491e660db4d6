import type { PaperTable } from "#app/services/papers/paper.ts";
import { drawFact, heightOfFact } from "./facts.server.ts";
import { heightOf, inner, line, need, page, type Sheet, widthOf, write } from "./sheet.server.ts";

/** A table as columns; where the look asks for it and they are too narrow, as facts. */
export function drawTable(sheet: Sheet, table: PaperTable): void {
  if (sheet.look.wideTables === "as-facts" && !fits(sheet, table)) drawAsFacts(sheet, table);
  else drawColumns(sheet, table);
}

/** Whether every word and every sum stands on one line of its column. */
function fits(sheet: Sheet, table: PaperTable): boolean {
  const { cell, tableHead } = sheet.look;
  return cells(table).every(({ width }, index) => {
    const { head = "", right = false } = table.columns[index] ?? {};
    const texts = table.rows.map((row) => row[index] ?? "");
    const looks = { size: cell, weight: 600 } as const;
    const sum = table.total[index] ?? "";
    return (
      wordsOf(head).every((word) => widthOf(sheet, word, { size: tableHead }) <= width) &&
      [...texts, sum]
        .flatMap((text) => (right ? [text] : wordsOf(text)))
        .every((text) => widthOf(sheet, text, looks) <= width)
    );
  });
}

/** What does not break: the letters between blanks, and each Han character. */
function wordsOf(text: string): readonly string[] {
  return text.split(/\s+|(?<=\p{Script=Han})|(?=\p{Script=Han})/u);
}

/** Heads are repeated on each page; the last line stays with the sum. */
function drawColumns(sheet: Sheet, table: PaperTable): void {
  drawHeads(sheet, table);
  table.rows.forEach((row, index) => {
    const last = index === table.rows.length - 1;
    const withSum = last ? heightOfRow(sheet, table, table.total) + 8 : 0;
    if (need(sheet, heightOfRow(sheet, table, row) + withSum)) drawHeads(sheet, table);
    drawRow(sheet, table, row, 400);
  });
  drawRow(sheet, table, table.total, 600);
  cells(table).forEach(({ x, width }, index) => {
    if (!table.columns[index]?.right || !table.total[index]) return;
    doubleRule(sheet, x + width * 0.3, width * 0.7);
  });
  sheet.y += 14;
}

/** The accountant's mark under a sum. */
function doubleRule(sheet: Sheet, x: number, width: number): void {
  line(sheet, x, sheet.y, width);
  line(sheet, x, sheet.y + 2, width);
}

function drawHeads(sheet: Sheet, table: PaperTable): void {
  const { row, tableHead: size, quiet } = sheet.look;
  need(sheet, 3 * row);
  const heights = cells(table).map(({ x, width }, index) => {
    const column = table.columns[index];
    const look = { size, colour: quiet, align: column?.right ? "right" : "left" } as const;
    return write(sheet, column?.head ?? "", { x, y: sheet.y, width }, look);
  });
  sheet.y += Math.max(row - 2, ...heights.map((height) => height + 4));
}

/** A row is as high as its longest cell. */
function heightOfRow(sheet: Sheet, table: PaperTable, row: readonly string[]): number {
  const heights = cells(table).map(({ width }, index) =>
    heightOf(sheet, row[index] ?? "", width, { size: sheet.look.cell }),
  );
  return Math.max(sheet.look.row, ...heights.map((height) => height + 7));
}

function drawRow(sheet: Sheet, table: PaperTable, row: readonly string[], weight: 400 | 600): void {
  const height = heightOfRow(sheet, table, row);
  line(sheet, page.margin, sheet.y, inner);
  cells(table).forEach(({ x, width }, index) => {
    const align = table.columns[index]?.right ? "right" : "left";
    const box = { x, y: sheet.y + 3, width };
    write(sheet, row[index] ?? "", box, { size: sheet.look.cell, weight, align });
  });
  sheet.y += height;
}

/** Where the columns stand, with air between them. */
function cells({ columns }: PaperTable) {
  let x: number = page.margin;
  return columns.map(({ share }) => {
    const cell = { x, width: share * inner - 8 };
    x += share * inner;
    return cell;
  });
}

/** Row by row, each cell beside its head; a row stays on one page where a page can hold it. */
function drawAsFacts(sheet: Sheet, table: PaperTable): void {
  for (const row of table.rows) drawRowAsFacts(sheet, table, row, 400);
  if (table.total.every((text) => text === "")) {
    sheet.y += 14;
    return;
  }
  drawRowAsFacts(sheet, table, table.total, 600);
  const { factNames } = sheet.look;
  doubleRule(sheet, page.margin + factNames, inner - factNames);
  sheet.y += 14;
}

function drawRowAsFacts(
  sheet: Sheet,
  { columns }: PaperTable,
  row: readonly string[],
  weight: 400 | 600,
): void {
  const facts = columns.flatMap(({ head }, index) => {
    const text = row[index] ?? "";
    return text === "" ? [] : [{ name: head, text, weight }];
  });
  const height = facts.reduce((sum, fact) => sum + heightOfFact(sheet, fact), 0);
  need(sheet, Math.min(height, sheet.floor - page.top));
  line(sheet, page.margin, sheet.y, inner);
  for (const fact of facts) drawFact(sheet, fact);
}
