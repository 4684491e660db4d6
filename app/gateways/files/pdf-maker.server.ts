import type { Paper, PaperBlock, PaperTable, PaperText } from "#app/services/papers/paper.ts";
import type { PaperMaker } from "#app/services/ports.ts";
import {
  faint,
  heightOf,
  inner,
  line,
  need,
  openSheet,
  page,
  type Sheet,
  write,
} from "./sheet.server.ts";

/** Lays papers out with pdfkit: A4, one typeface for Chinese and Latin. */
export const pdfMaker: PaperMaker = {
  async make(paper) {
    const sheet = await openSheet(paper, lettersOf(paper));
    for (const block of paper.blocks) draw(sheet, block);
    numberPages(sheet, paper.foot);
    return finish(sheet);
  },
};

/** Every character of a paper, and those that pages and missing characters are numbered with. */
function lettersOf(paper: Paper): string {
  return `${JSON.stringify(paper)}0123456789ABCDEFU+[]/ `;
}

function draw(sheet: Sheet, block: PaperBlock): void {
  if (block.kind === "title") drawTitle(sheet, block.lines);
  else if (block.kind === "heading") drawHeading(sheet, block.text);
  else if (block.kind === "facts") drawFacts(sheet, block.rows);
  else if (block.kind === "pair") drawPair(sheet, block.sides);
  else if (block.kind === "table") drawTable(sheet, block);
  else if (block.kind === "text") drawText(sheet, block.text);
  else drawNote(sheet, block.text);
}

function drawTitle(sheet: Sheet, lines: readonly string[]): void {
  lines.forEach((text, index) => {
    const look = { size: index === 0 ? 18 : 13, weight: 600, align: "center" } as const;
    sheet.y += write(sheet, text, { x: page.margin, y: sheet.y, width: inner }, look);
  });
  sheet.y += 16;
}

function drawHeading(sheet: Sheet, text: string): void {
  need(sheet, 90);
  sheet.y += 14;
  const look = { size: 12, weight: 600 } as const;
  sheet.y += write(sheet, text, { x: page.margin, y: sheet.y, width: inner }, look) + 6;
}

const factName = 150;

function drawFacts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  for (const [name, text] of rows) {
    const width = inner - factName;
    const height = Math.max(
      heightOf(sheet, text, width, { size: 10 }),
      heightOf(sheet, name, factName - 8, { size: 9 }),
    );
    need(sheet, height + 8);
    line(sheet, page.margin, sheet.y, inner);
    const y = sheet.y + 4;
    const nameBox = { x: page.margin, y, width: factName - 8 };
    write(sheet, name, nameBox, { size: 9, colour: faint });
    write(sheet, text, { x: page.margin + factName, y, width }, { size: 10 });
    sheet.y += height + 8;
  }
  sheet.y += 8;
}

/** Letters may have lines of their own; each starts on the page that has room for it. */
function drawText(sheet: Sheet, text: string): void {
  const look = { size: 10.5 } as const;
  for (const paragraph of text.split(/\r?\n/)) {
    if (paragraph.trim() === "") continue;
    need(sheet, heightOf(sheet, paragraph, inner, look) + 5);
    sheet.y += write(sheet, paragraph, { x: page.margin, y: sheet.y, width: inner }, look) + 5;
  }
}

const gutter = 24;
const side = (inner - gutter) / 2;
const sideTitle = { size: 10.5, weight: 600 } as const;
const sideText = { size: 9.5 } as const;

/** Both languages of a clause stay on one page. */
function drawPair(sheet: Sheet, sides: readonly [PaperText, PaperText]): void {
  const heights = sides.map(
    ({ title, text }) =>
      heightOf(sheet, title, side, sideTitle) + 3 + heightOf(sheet, text, side, sideText),
  );
  const height = Math.max(...heights) + 18;
  need(sheet, height);
  line(sheet, page.margin, sheet.y, inner);
  sides.forEach(({ title, text }, index) => {
    const x = page.margin + index * (side + gutter);
    const y = sheet.y + 8;
    const below = y + write(sheet, title, { x, y, width: side }, sideTitle) + 3;
    write(sheet, text, { x, y: below, width: side }, sideText);
  });
  sheet.y += height;
}

const rowHeight = 19;

/** Heads are repeated on each page; the last line stays with the sum. */
function drawTable(sheet: Sheet, table: PaperTable): void {
  drawHeads(sheet, table);
  table.rows.forEach((row, index) => {
    const withSum = index === table.rows.length - 1 ? rowHeight + 8 : 0;
    if (need(sheet, heightOfRow(sheet, table, row) + withSum)) drawHeads(sheet, table);
    drawRow(sheet, table, row, 400);
  });
  drawRow(sheet, table, table.total, 600);
  cells(table).forEach(({ x, width }, index) => {
    if (!table.columns[index]?.right || !table.total[index]) return;
    line(sheet, x + width * 0.3, sheet.y, width * 0.7);
    line(sheet, x + width * 0.3, sheet.y + 2, width * 0.7);
  });
  sheet.y += 14;
}

function drawHeads(sheet: Sheet, table: PaperTable): void {
  need(sheet, 3 * rowHeight);
  cells(table).forEach(({ x, width }, index) => {
    const column = table.columns[index];
    const look = { size: 8.5, colour: faint, align: column?.right ? "right" : "left" } as const;
    write(sheet, column?.head ?? "", { x, y: sheet.y, width }, look);
  });
  sheet.y += rowHeight - 2;
}

/** A row is as high as its longest cell. */
function heightOfRow(sheet: Sheet, table: PaperTable, row: readonly string[]): number {
  const heights = cells(table).map(({ width }, index) =>
    heightOf(sheet, row[index] ?? "", width, { size: 9.5 }),
  );
  return Math.max(rowHeight, ...heights.map((height) => height + 7));
}

function drawRow(sheet: Sheet, table: PaperTable, row: readonly string[], weight: 400 | 600): void {
  const height = heightOfRow(sheet, table, row);
  line(sheet, page.margin, sheet.y, inner);
  cells(table).forEach(({ x, width }, index) => {
    const align = table.columns[index]?.right ? "right" : "left";
    const box = { x, y: sheet.y + 3, width };
    write(sheet, row[index] ?? "", box, { size: 9.5, weight, align });
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

function drawNote(sheet: Sheet, text: string): void {
  const look = { size: 8.5, colour: faint } as const;
  need(sheet, heightOf(sheet, text, inner, look));
  sheet.y += write(sheet, text, { x: page.margin, y: sheet.y, width: inner }, look) + 6;
}

function numberPages(sheet: Sheet, foot: string): void {
  const { start, count } = sheet.doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    sheet.doc.switchToPage(start + index);
    const y = page.height - page.bottom + 28;
    const look = { size: 8, colour: faint } as const;
    write(sheet, foot, { x: page.margin, y, width: inner - 60 }, look);
    const number = { x: page.width - page.margin - 60, y, width: 60 };
    write(sheet, `${index + 1} / ${count}`, number, { ...look, align: "right" });
  }
}

function finish({ doc }: Sheet): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
    doc.end();
  });
}
