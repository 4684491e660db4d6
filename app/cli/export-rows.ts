import { closeSync, openSync, writeSync } from "node:fs";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { csvLine } from "#app/services/imports/csv-line.server.ts";
import type { CommandFault, Given } from "./answer.ts";
import { wrongUse } from "./answer.ts";
import type { Io } from "./io.ts";

export type Row = Readonly<Record<string, string | number | null>>;

export interface Export {
  readonly format: "csv" | "xlsx";
  /** Null: standard output. */
  readonly out: string | null;
}

/** Reads `--format csv|xlsx` and `--out FILE`; a spreadsheet needs a file. */
export function readExport({ option }: Given): Result<Export, CommandFault> {
  const format = option.format ?? "csv";
  const out = option.out ?? null;
  if (format !== "csv" && format !== "xlsx") return wrongUse("one of csv, xlsx", "format");
  if (format === "xlsx" && out === null) return wrongUse("--out is needed for xlsx", "out");
  try {
    if (out !== null) closeSync(openSync(out, "a", 0o600));
    return ok({ format, out });
  } catch {
    return err({ code: "file-not-writable", message: `cannot write ${out}`, path: "out" });
  }
}

/** Writes rows as they come, under their names as header; answers how many there were. */
export async function exportRows(
  { format, out }: Export,
  columns: readonly string[],
  rows: AsyncIterable<Row>,
  io: Io,
): Promise<number> {
  if (format === "xlsx") return exportSheet(out ?? "", columns, rows);
  const file = out === null ? null : openSync(out, "w", 0o600);
  const write = (line: string) => (file === null ? io.out(line) : void writeSync(file, line));
  let count = 0;
  write(csvLine(columns));
  for await (const row of rows) {
    write(csvLine(columns.map((name) => String(row[name] ?? ""))));
    count += 1;
  }
  if (file !== null) closeSync(file);
  return count;
}

/** Every cell is text: amounts stay exact, and nothing is a formula. */
async function exportSheet(
  out: string,
  columns: readonly string[],
  rows: AsyncIterable<Row>,
): Promise<number> {
  const { default: excel } = await import("exceljs");
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: out });
  const sheet = book.addWorksheet("export");
  sheet.addRow([...columns]).commit();
  let count = 0;
  for await (const row of rows) {
    sheet.addRow(columns.map((name) => String(row[name] ?? ""))).commit();
    count += 1;
  }
  sheet.commit();
  await book.commit();
  return count;
}
