import { cellText } from "./cell-text.server.ts";
import type { Workbook } from "./workbook.server.ts";
import { attributeOf, XmlCutter, type XmlToken } from "./xml.server.ts";
import { broken, entryText } from "./zip.server.ts";

/** A row of a sheet, its cells at their places; `line` is its number in the sheet. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const mostSheetBytes = 4_000_000_000;
const mostColumns = 1_000;

/** The rows of the first sheet in pieces; rows without any text are left out. */
export async function* sheetRows(
  path: string,
  book: Workbook,
  soFar: { bytes: number },
): AsyncGenerator<readonly SheetRow[]> {
  const cutter = new XmlCutter();
  const reader = new SheetReader(book);
  for await (const chunk of entryText(path, book.sheet, mostSheetBytes, soFar)) {
    for (const token of cutter.push(chunk)) reader.take(token);
    yield reader.takeRows();
  }
}

class SheetReader {
  #rows: SheetRow[] = [];
  #cells: string[] = [];
  #line = 0;
  #place = 0;
  #type: string | null = null;
  #style = 0;
  #value = "";
  #inValue = false;

  constructor(private readonly book: Workbook) {}

  takeRows(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  take(token: XmlToken): void {
    if (token.kind === "text") {
      if (this.#inValue) this.#value += token.text;
      return;
    }
    const opens = token.kind === "open";
    if (token.name === "v" || token.name === "t") this.#inValue = opens && !token.empty;
    else if (opens && token.name === "row") this.#beginRow(token.attributes);
    else if (opens && token.name === "c") this.#beginCell(token.attributes, token.empty);
    else if (!opens && token.name === "c") this.#endCell();
    else if (!opens && token.name === "row") this.#endRow();
  }

  #beginRow(attributes: string): void {
    this.#line = Number(attributeOf(attributes, "r") ?? this.#line + 1);
    this.#cells = [];
    this.#place = 0;
  }

  #beginCell(attributes: string, empty: boolean): void {
    const reference = attributeOf(attributes, "r");
    if (reference !== null) this.#place = columnOf(reference);
    if (this.#place >= mostColumns) throw broken();
    this.#type = attributeOf(attributes, "t");
    this.#style = Number(attributeOf(attributes, "s") ?? "0");
    this.#value = "";
    if (empty) this.#place += 1;
  }

  #endCell(): void {
    const text =
      this.#value === "" ? "" : cellText(this.#value, this.#type, this.#style, this.book);
    while (this.#cells.length < this.#place) this.#cells.push("");
    this.#cells[this.#place] = text;
    this.#place += 1;
  }

  #endRow(): void {
    if (this.#cells.some((cell) => cell !== "")) {
      this.#rows.push({ line: this.#line, cells: this.#cells });
    }
  }
}

/** "A1" → 0, "AB7" → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "") {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  if (column === 0) throw broken();
  return column - 1;
}
