import { create } from "qrcode";
import { heightOf, inner, need, page, type Sheet, write } from "./sheet.server.ts";

/** Points from the top of the page: below a folded third, where envelopes have their window. */
const windowAt = 130;
const windowWidth = 240;
const letterAt = 250;

/** Whom a letter is for, on the left; who writes, the day and the reference at the top right. */
export function drawAddress(
  sheet: Sheet,
  lines: readonly string[],
  beside: readonly string[],
): void {
  const { text: size } = sheet.look;
  const x = page.margin + inner - windowWidth;
  let top = page.top;
  for (const text of beside) {
    const height = heightOf(sheet, text, windowWidth, { size });
    write(sheet, text, { x, y: top, width: windowWidth }, { size, align: "right" });
    top += height;
  }
  let y = Math.max(windowAt, top + size);
  for (const text of lines.filter((line) => line !== "")) {
    y += write(sheet, text, { x: page.margin, y, width: windowWidth }, { size });
  }
  sheet.y = Math.max(letterAt, y + 2 * size);
}

/** 34 mm: read by any phone from the distance of a hand. */
const side = 96;
const air = 20;

/** A text as QR code, dark squares on the paper's white; what to do with it beside. */
export function drawCamera(sheet: Sheet, text: string, caption: string): void {
  const { text: size } = sheet.look;
  const width = inner - side - air;
  const height = Math.max(side, heightOf(sheet, caption, width, { size }));
  need(sheet, height + 2 * air);
  const y = sheet.y + air / 2;
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const step = side / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      sheet.doc.rect(page.margin + column * step, y + row * step, step, step);
    }
  }
  sheet.doc.fill("#000000");
  write(sheet, caption, { x: page.margin + side + air, y, width }, { size });
  sheet.y = y + height + air;
}
