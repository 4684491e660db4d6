import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { checkHeader, placesOf, RecordCells } from "./header.server.ts";
import type { FileFault, FileRow, KnownColumns, RowSource } from "./row-source.ts";
import { type SheetRow, sheetRows } from "./xlsx/sheet.server.ts";
import { readWorkbook, type Workbook } from "./xlsx/workbook.server.ts";
import { WorkbookFault } from "./xlsx/zip.server.ts";

/** Opens the first sheet of a workbook; its first row that is not blank names the columns. */
export async function openXlsx(
  path: string,
  known: KnownColumns,
): Promise<Result<RowSource, FileFault>> {
  try {
    const book = await readWorkbook(path);
    const names = await headOf(path, book);
    const header = checkHeader(names, known);
    if (!header.ok) return header;
    const soFar = { bytes: 0 };
    const total = Math.max(book.sheet.packedBytes, 1);
    return ok({
      columns: names,
      unknownColumns: () => header.value.unknown.filter((name) => name !== ""),
      rows: () => rowsOf(path, book, names, soFar),
      progress: () => Math.min(soFar.bytes / total, 1),
    });
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error;
    return err({ code: error.code, message: error.message, columns: [] });
  }
}

async function headOf(path: string, book: Workbook): Promise<readonly string[]> {
  for await (const rows of sheetRows(path, book, { bytes: 0 })) {
    const [first] = rows;
    if (first !== undefined) return first.cells.map((name) => name.trim().toLowerCase());
  }
  throw new WorkbookFault("workbook-unreadable", "the first sheet is empty");
}

/** A sheet that breaks off is refused from there on. */
async function* rowsOf(
  path: string,
  book: Workbook,
  names: readonly string[],
  soFar: { bytes: number },
): AsyncGenerator<readonly FileRow[]> {
  const places = placesOf(names);
  let headerSeen = false;
  let line = 0;
  try {
    for await (const rows of sheetRows(path, book, soFar)) {
      const body = headerSeen ? rows : rows.slice(1);
      headerSeen ||= rows.length > 0;
      line = rows[rows.length - 1]?.line ?? line;
      yield body.map((row) => rowOf(row, names.length, places));
    }
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error;
    yield [{ line: line + 1, fault: error.code }];
  }
}

/** A sheet leaves out the blank cells at the end of a row. */
function rowOf(
  { line, cells }: SheetRow,
  width: number,
  places: ReadonlyMap<string, number>,
): FileRow {
  const beyond = cells.length > width && cells.slice(width).some((cell) => cell !== "");
  if (beyond) return { line, fault: "wrong-field-count" };
  return { line, cells: new RecordCells(places, cells) };
}
