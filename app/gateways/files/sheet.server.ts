import PDFDocument from "pdfkit";
import type { PrintSize } from "#app/domain/notices/support.ts";
import type { Paper } from "#app/services/papers/paper.ts";
import { type Face, facesFor, type Weight, weights } from "./fonts.server.ts";
import { type Look, looks } from "./look.server.ts";

/** Points: 72 to an inch. A4 with room to punch holes. */
export const page = { margin: 56, top: 56, width: 595.28, height: 841.89 } as const;
export const inner = page.width - 2 * page.margin;

/** Between what is written and the foot, and below the foot. */
export const footAir = { above: 28, below: 28 } as const;

export interface TextLook {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: "left" | "right" | "center";
}

/** A document being written, with the fonts that its texts need. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly faces: Readonly<Record<Weight, readonly Face[]>>;
  readonly look: Look;
  /** Where the room of each page ends; the foot stands below. */
  readonly floor: number;
  /** Where the next thing stands; grows downwards. */
  y: number;
}

/** An empty document with every font for these texts at hand. */
export async function openSheet(paper: Paper, text: string, size: PrintSize): Promise<Sheet> {
  const { title, lang, at } = paper;
  const [regular, semibold] = await Promise.all(weights.map((weight) => facesFor(text, weight)));
  const faces = { 400: regular ?? [], 600: semibold ?? [] };
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    lang,
    displayTitle: true,
    // Keywords stand in the file as plain text: the fingerprint is found without any reader.
    info: {
      Title: title,
      Keywords: paper.foot,
      CreationDate: at,
      Producer: "Evenkeel",
      Creator: "Evenkeel",
    },
  });
  for (const face of [...faces[400], ...faces[600]]) doc.registerFont(face.name, face.font);
  return blank({ doc, faces }, paper.foot, size);
}

/** The next page of the same document, for another paper in its own size. */
export function nextSheet(sheet: Sheet, foot: string, size: PrintSize): Sheet {
  sheet.doc.addPage({ size: "A4", margin: 0 });
  return blank(sheet, foot, size);
}

function blank({ doc, faces }: Pick<Sheet, "doc" | "faces">, foot: string, size: PrintSize) {
  const sheet: Sheet = { doc, faces, look: looks[size], floor: page.height, y: page.top };
  return { ...sheet, floor: page.height - (sheet.look.bottom ?? roomForFoot(sheet, foot)) };
}

function roomForFoot(sheet: Sheet, text: string): number {
  const { foot, pageNumber } = sheet.look;
  const height = heightOf(sheet, text, inner - pageNumber, { size: foot });
  return footAir.above + height + footAir.below;
}

/** Writes a text into a box; the sheet's own place does not move. Answers its height. */
export function write(sheet: Sheet, text: string, box: Box, look: TextLook): number {
  const { doc } = sheet;
  const height = heightOf(sheet, text, box.width, look);
  const pieces = piecesOf(sheet, text, look.weight ?? 400);
  doc.fontSize(look.size).fillColor(look.colour ?? ink);
  const align = look.align ?? "left";
  const placed = { align, baseline: baselineOf(look.size) };
  if (align !== "left" && pieces.length > 1) writeOnOneLine(sheet, pieces, box, placed);
  else writeWrapped(sheet, pieces, box, placed);
  return height;
}

interface Placed {
  readonly align: NonNullable<TextLook["align"]>;
  readonly baseline: number;
}

function writeWrapped(
  { doc }: Sheet,
  pieces: readonly Piece[],
  { width, x, y }: Box,
  { align, baseline }: Placed,
): void {
  pieces.forEach((piece, index) => {
    doc.font(piece.face);
    const options = { baseline, continued: index < pieces.length - 1 };
    if (index === 0) doc.text(piece.text, x, y, { width, align, ...options });
    else doc.text(piece.text, options);
  });
}

/** pdfkit places each face of a line by itself: what is not on the left is placed by hand. */
function writeOnOneLine(
  { doc }: Sheet,
  pieces: readonly Piece[],
  box: Box,
  { align, baseline }: Placed,
): void {
  const widths = pieces.map(({ face, text }) => doc.font(face).widthOfString(text));
  const room = Math.max(box.width - widths.reduce((sum, width) => sum + width, 0), 0);
  let x = box.x + (align === "center" ? room / 2 : room);
  pieces.forEach(({ face, text }, index) => {
    doc.font(face).text(text, x, box.y, { lineBreak: false, baseline });
    x += widths[index] ?? 0;
  });
}

/** Faces differ in their height; one line has one baseline, where Noto Sans SC has it. */
const ascent = 1.16;

/** Where the letters of a size stand, from the top of their line; pdfkit counts upwards. */
const baselineOf = (size: number): number => -ascent * size;

interface Piece {
  readonly face: string;
  readonly text: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export const ink = "#1d2321";
const rule = "#7f7f74";

/** The height of a text in a width; a rare character is as wide as a common one. */
export function heightOf({ doc, faces }: Sheet, text: string, width: number, look: TextLook) {
  const [main] = faces[look.weight ?? 400];
  if (!main) return 0;
  doc.font(main.name).fontSize(look.size);
  return doc.heightOfString(visible(faces[look.weight ?? 400], text), { width });
}

/** How wide a text is on one line. */
export function widthOf({ doc, faces }: Sheet, text: string, look: TextLook): number {
  const [main] = faces[look.weight ?? 400];
  if (!main) return 0;
  return doc
    .font(main.name)
    .fontSize(look.size)
    .widthOfString(visible(faces[look.weight ?? 400], text));
}

/** A level line; two of them are the accountant's mark under a sum. */
export function line({ doc }: Sheet, x: number, y: number, width: number): void {
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.5)
    .strokeColor(rule)
    .stroke();
}

/** Goes to a new page unless so much fits; answers whether it did. */
export function need(sheet: Sheet, height: number): boolean {
  if (sheet.y + height <= sheet.floor) return false;
  sheet.doc.addPage({ size: "A4", margin: 0 });
  sheet.y = page.top;
  return true;
}

/** A text in pieces of one face each, nothing left out. */
function piecesOf({ faces }: Sheet, text: string, weight: Weight): readonly Piece[] {
  const pieces: { face: string; text: string }[] = [];
  for (const character of visible(faces[weight], text)) {
    const face = faceOf(faces[weight], character)?.name ?? "";
    const last = pieces.at(-1);
    if (last && (last.face === face || character === " ")) last.text += character;
    else pieces.push({ face, text: character });
  }
  return pieces;
}

/**
 * A character that no face has is written as its number, never left blank. A Chinese typeface sets
 * the curly apostrophe as wide as a character: English gets the straight one.
 */
function visible(faces: readonly Face[], text: string): string {
  return [...text.replaceAll("’", "'")]
    .map((one) => (faceOf(faces, one) ? one : numbered(one)))
    .join("");
}

function numbered(character: string): string {
  const point = character.codePointAt(0) as number;
  return point < 0x20 ? " " : `[U+${point.toString(16).toUpperCase()}]`;
}

function faceOf(faces: readonly Face[], character: string): Face | undefined {
  const point = character.codePointAt(0) as number;
  if (point === 0x20 || point === 0x0a) return faces[0];
  return faces.find((face) => face.characters.has(point));
}
