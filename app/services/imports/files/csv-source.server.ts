import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { CsvParser, type CsvRecord } from "./csv-parser.server.ts";
import { decodedText, encodingOf, type FileEncoding } from "./encoding.server.ts";
import { checkHeader, placesOf, RecordCells } from "./header.server.ts";
import type { FileFault, FileRow, KnownColumns, RowSource } from "./row-source.ts";

const delimiters = [",", ";", "\t"] as const;

/** Opens a CSV of any of the delimiters and encodings of interfaces.md §4. */
export async function openCsv(
  path: string,
  bytes: number,
  known: KnownColumns,
): Promise<Result<RowSource, FileFault>> {
  const encoding = await encodingOf(path);
  if (encoding === null) {
    const message = "the file is neither UTF-8 nor GB18030";
    return err({ code: "encoding-unknown", message, columns: [] });
  }
  const head = await firstRecord(path, encoding, known);
  if (!head.ok) return head;
  const { delimiter, names } = head.value;
  const header = checkHeader(names, known);
  if (!header.ok) return header;
  const soFar = { bytes: 0 };
  const text = () => decodedText(path, encoding, soFar);
  return ok({
    columns: names,
    unknownColumns: () => header.value.unknown,
    rows: () => rowsOf(text(), delimiter, names),
    progress: () => (bytes === 0 ? 1 : soFar.bytes / bytes),
  });
}

interface Head {
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** The delimiter is the one by which most names of the header are known. */
async function firstRecord(
  path: string,
  encoding: FileEncoding,
  known: KnownColumns,
): Promise<Result<Head, FileFault>> {
  const text = decodedText(path, encoding, { bytes: 0 });
  const start = (await text.next()).value ?? "";
  await text.return(undefined);
  if (start.trim() === "") {
    return err({ code: "file-empty", message: "the file has no rows", columns: [] });
  }
  const all = new Set([...known.required, ...known.optional]);
  const heads = delimiters.map((delimiter) => ({ delimiter, names: namesOf(start, delimiter) }));
  const score = ({ names }: Head) => names.filter((name) => all.has(name)).length;
  const best = heads.reduce((one, other) => (score(other) > score(one) ? other : one));
  if (best.names.length > 0) return ok(best);
  const message = "the first line cannot be read as column names";
  return err({ code: "header-unreadable", message, columns: [] });
}

function namesOf(start: string, delimiter: string): string[] {
  const parser = new CsvParser(delimiter);
  const [first] = [...parser.push(start), ...parser.end()];
  if (first === undefined || !("cells" in first)) return [];
  return first.cells.map((name) => name.trim().toLowerCase());
}

async function* rowsOf(
  text: AsyncGenerator<string>,
  delimiter: string,
  names: readonly string[],
): AsyncGenerator<readonly FileRow[]> {
  const parser = new CsvParser(delimiter);
  const places = placesOf(names);
  let headerSeen = false;
  const pass = (records: readonly CsvRecord[]): FileRow[] => {
    const rows = headerSeen ? records : records.slice(1);
    headerSeen ||= records.length > 0;
    return rows.map((record) => rowOf(record, names.length, places));
  };
  for await (const chunk of text) yield pass(parser.push(chunk));
  yield pass(parser.end());
}

function rowOf(record: CsvRecord, width: number, places: ReadonlyMap<string, number>): FileRow {
  if ("fault" in record) return record;
  const { line, cells } = record;
  const beyond = cells.length > width && cells.slice(width).some((cell) => cell !== "");
  if (cells.length < width || beyond) return { line, fault: "wrong-field-count" };
  return { line, cells: new RecordCells(places, cells) };
}
