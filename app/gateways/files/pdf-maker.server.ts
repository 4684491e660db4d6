import { assert } from "#app/domain/primitives/assert.ts";
import type { Paper, PaperBlock, PaperText, SizedPaper } from "#app/services/papers/paper.ts";
import type { PaperMaker } from "#app/services/ports.ts";
import { drawFacts, heightOfFact } from "./facts.server.ts";
import { flow } from "./flow.server.ts";
import { drawAddress, drawCamera } from "./letter.server.ts";
import {
  footAir,
  heightOf,
  inner,
  line,
  need,
  nextSheet,
  openSheet,
  page,
  type Sheet,
  write,
} from "./sheet.server.ts";
import { drawTable } from "./table.server.ts";

/** Lays papers out with pdfkit: A4, one typeface for Chinese and Latin, in two sizes. */
export const pdfMaker: PaperMaker = {
  make: (paper, size) => bind([{ paper, size }]),
  bind,
};

/** Each paper begins on a page of its own, in its own size, and numbers its pages alone. */
async function bind(papers: readonly SizedPaper[]): Promise<Buffer> {
  const [first] = papers;
  assert(first !== undefined, "a file has a paper");
  const letters = papers.map(({ paper }) => lettersOf(paper)).join("");
  let sheet = await openSheet(first.paper, letters, first.size);
  for (const [index, { paper, size }] of papers.entries()) {
    if (index > 0) sheet = nextSheet(sheet, paper.foot, size);
    const from = sheet.doc.bufferedPageRange().count - 1;
    for (const [at, block] of paper.blocks.entries()) {
      if (block.kind === "heading") keepFacts(sheet, block.text, paper.blocks[at + 1]);
      draw(sheet, block);
    }
    numberPages(sheet, paper.foot, from);
  }
  return finish(sheet);
}

/** Every character of a paper, and those that pages and missing characters are numbered with. */
function lettersOf(paper: Paper): string {
  return `${JSON.stringify(paper)}0123456789ABCDEFU+[]/' `;
}

function draw(sheet: Sheet, block: PaperBlock): void {
  if (block.kind === "address") drawAddress(sheet, block.lines, block.beside);
  else if (block.kind === "camera") drawCamera(sheet, block.text, block.caption);
  else if (block.kind === "title") drawTitle(sheet, block.lines);
  else if (block.kind === "heading") drawHeading(sheet, block.text);
  else if (block.kind === "facts") drawFacts(sheet, block.rows);
  else if (block.kind === "pair") drawPair(sheet, block.sides);
  else if (block.kind === "table") drawTable(sheet, block);
  else if (block.kind === "text") drawText(sheet, block.text);
  else drawNote(sheet, block.text);
}

function drawTitle(sheet: Sheet, lines: readonly string[]): void {
  const { title, titleAlign: align } = sheet.look;
  lines.forEach((text, index) => {
    const look = { size: index === 0 ? title[0] : title[1], weight: 600, align } as const;
    sheet.y += write(sheet, text, { x: page.margin, y: sheet.y, width: inner }, look);
  });
  sheet.y += 16;
}

function drawHeading(sheet: Sheet, text: string): void {
  need(sheet, sheet.look.headingNeeds);
  sheet.y += headingAir.above;
  const look = { size: sheet.look.heading, weight: 600 } as const;
  sheet.y += write(sheet, text, { x: page.margin, y: sheet.y, width: inner }, look);
  sheet.y += headingAir.below;
}

/** Facts of one heading, such as a signature, stand on one page with it where a page holds them. */
function keepFacts(sheet: Sheet, heading: string, next: PaperBlock | undefined): void {
  if (next?.kind !== "facts" || sheet.look.paragraphs === "parted") return;
  const heights = next.rows.map(([name, text]) => heightOfFact(sheet, { name, text }));
  const height = heights.reduce((sum, one) => sum + one, heightOfHeading(sheet, heading));
  if (height <= sheet.floor - page.top) need(sheet, height);
}

const headingAir = { above: 14, below: 6 } as const;

function heightOfHeading(sheet: Sheet, text: string): number {
  const look = { size: sheet.look.heading, weight: 600 } as const;
  return headingAir.above + heightOf(sheet, text, inner, look) + headingAir.below;
}

/** Letters may have lines of their own; each starts on the page that has room for it. */
function drawText(sheet: Sheet, text: string): void {
  const look = { size: sheet.look.text } as const;
  for (const paragraph of text.split(/\r?\n/)) {
    if (paragraph.trim() === "") continue;
    flow(sheet, paragraph, look);
    sheet.y += Math.floor(look.size / 2);
  }
}

const gutter = 24;
const side = (inner - gutter) / 2;

function drawPair(sheet: Sheet, sides: readonly [PaperText, PaperText]): void {
  if (sheet.look.pairs === "beside") drawBeside(sheet, sides);
  else drawBelow(sheet, sides);
}

/** Both languages of a clause stay on one page. */
function drawBeside(sheet: Sheet, sides: readonly [PaperText, PaperText]): void {
  const sideTitle = { size: sheet.look.sideTitle, weight: 600 } as const;
  const sideText = { size: sheet.look.sideText } as const;
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

/** One language below the other, in the same type: a title stays with its first lines. */
function drawBelow(sheet: Sheet, sides: readonly [PaperText, PaperText]): void {
  const sideTitle = { size: sheet.look.sideTitle, weight: 600 } as const;
  const sideText = { size: sheet.look.sideText } as const;
  need(sheet, sheet.look.headingNeeds);
  line(sheet, page.margin, sheet.y, inner);
  sheet.y += 10;
  for (const { title, text } of sides) {
    need(sheet, sheet.look.headingNeeds);
    flow(sheet, title, sideTitle);
    sheet.y += 3;
    flow(sheet, text, sideText);
    sheet.y += 10;
  }
}

function drawNote(sheet: Sheet, text: string): void {
  flow(sheet, text, { size: sheet.look.note, colour: sheet.look.quiet });
  sheet.y += 6;
}

/** The pages from one to the last are a paper's. */
function numberPages(sheet: Sheet, foot: string, from: number): void {
  const { foot: size, quiet, pageNumber } = sheet.look;
  const count = sheet.doc.bufferedPageRange().count - from;
  for (let index = 0; index < count; index += 1) {
    sheet.doc.switchToPage(from + index);
    const y = sheet.floor + footAir.above;
    const look = { size, colour: quiet } as const;
    write(sheet, foot, { x: page.margin, y, width: inner - pageNumber }, look);
    const number = { x: page.width - page.margin - pageNumber, y, width: pageNumber };
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
