import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { decodedText, encodingOf } from "./encoding.server.ts";
import type { FileFault, FileRow, KnownColumns, RowSource } from "./row-source.ts";

const longestLine = 65_536;
const mostUnknown = 100;

/** Opens a file with one JSON object a line, its fields named like the columns of a CSV. */
export async function openNdjson(
  path: string,
  bytes: number,
  known: KnownColumns,
): Promise<Result<RowSource, FileFault>> {
  const encoding = await encodingOf(path);
  if (encoding !== "utf-8") {
    const message = "JSON lines are written in UTF-8";
    return err({ code: "encoding-unknown", message, columns: [] });
  }
  const all = new Set([...known.required, ...known.optional]);
  const unknown = new Set<string>();
  const soFar = { bytes: 0 };
  return ok({
    columns: [],
    unknownColumns: () => [...unknown],
    rows: () => rowsOf(decodedText(path, encoding, soFar), all, unknown),
    progress: () => (bytes === 0 ? 1 : soFar.bytes / bytes),
  });
}

async function* rowsOf(
  text: AsyncGenerator<string>,
  known: ReadonlySet<string>,
  unknown: Set<string>,
): AsyncGenerator<readonly FileRow[]> {
  let rest = "";
  let number = 0;
  /** The rest of a line that was refused for its length is passed over. */
  let skipping = false;
  const pass = (chunk: string, atEnd: boolean): FileRow[] => {
    const lines = (rest + chunk).split("\n");
    rest = atEnd ? "" : (lines.pop() as string);
    const rows: FileRow[] = [];
    for (const line of lines) {
      number += skipping ? 0 : 1;
      if (!skipping && line.trim() !== "") rows.push(rowOf(line, number, known, unknown));
      skipping = false;
    }
    if (rest.length > longestLine) {
      number += skipping ? 0 : 1;
      if (!skipping) rows.push({ line: number, fault: "line-too-long" });
      skipping = true;
      rest = "";
    }
    return rows;
  };
  for await (const chunk of text) yield pass(chunk, false);
  yield pass("", true);
}

function rowOf(
  text: string,
  line: number,
  known: ReadonlySet<string>,
  unknown: Set<string>,
): FileRow {
  if (text.length > longestLine) return { line, fault: "line-too-long" };
  const value = parsed(text);
  if (value === undefined) return { line, fault: "not-json" };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { line, fault: "not-an-object" };
  }
  const cells = new Map<string, string>();
  for (const [name, field] of Object.entries(value)) {
    if (!known.has(name)) {
      if (unknown.size < mostUnknown) unknown.add(name);
      continue;
    }
    const cell = cellOf(field);
    if (cell === null) return { line, fault: "number-not-text" };
    cells.set(name, cell);
  }
  return { line, cells };
}

/** Whole numbers may stand bare; money and rates are written as text, for a float is inexact. */
function cellOf(field: unknown): string | null {
  if (field === null || field === undefined) return "";
  if (typeof field === "string") return field;
  if (typeof field === "number" && Number.isSafeInteger(field)) return String(field);
  if (Array.isArray(field) && field.every((one) => typeof one === "string")) return field.join(";");
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
