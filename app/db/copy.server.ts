import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Tx } from "./database.server.ts";

export type CopyValue = string | bigint | number | boolean | Uint8Array | readonly string[] | null;

/**
 * Writes many rows by COPY, the fastest way into a table (stack.md). Values stand in the order of
 * the columns; lists become text[].
 */
export async function copyRows(
  tx: Tx,
  target: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const stream = tx.client.query(copyFrom(`copy ${target} (${columns.join(", ")}) from stdin`));
  await pipeline(Readable.from(chunksOf(rows), { objectMode: false }), stream);
}

const rowsPerChunk = 500;

function* chunksOf(rows: readonly (readonly CopyValue[])[]): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += rowsPerChunk) {
    let text = "";
    for (const row of rows.slice(at, at + rowsPerChunk)) text += line(row);
    yield Buffer.from(text);
  }
}

function line(row: readonly CopyValue[]): string {
  let text = "";
  for (let at = 0; at < row.length; at += 1) {
    text += (at === 0 ? "" : "\t") + cell(row[at] as CopyValue);
  }
  return `${text}\n`;
}

/** COPY's text form: a tab between values, a line a row, \N for null. */
function cell(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return special.test(value) ? escaped(value) : value;
  if (value instanceof Uint8Array) return `\\\\x${hexOf(value)}`;
  if (typeof value === "object") return value.length === 0 ? "{}" : escaped(arrayText(value));
  return String(value);
}

const special = /[\\\t\n\r]/;

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}

function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
