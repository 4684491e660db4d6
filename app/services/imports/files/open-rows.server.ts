import { open } from "node:fs/promises";
import { err, type Result } from "#app/domain/primitives/result.ts";
import { openCsv } from "./csv-source.server.ts";
import { openNdjson } from "./ndjson-source.server.ts";
import type { FileFault, KnownColumns, RowSource } from "./row-source.ts";
import { openXlsx } from "./xlsx-source.server.ts";

/** Opens an account or balance file, whatever its form: its first bytes say which. */
export async function openRows(
  path: string,
  known: KnownColumns,
): Promise<Result<RowSource, FileFault>> {
  const head = await headOf(path);
  if (head === null) {
    return err({ code: "file-not-readable", message: `cannot read ${path}`, columns: [] });
  }
  const { start, bytes } = head;
  if (bytes === 0) return err({ code: "file-empty", message: "the file is empty", columns: [] });
  if (start.subarray(0, 4).equals(zipMark)) return openXlsx(path, known);
  if (start.subarray(0, 4).equals(oldOfficeMark)) {
    const message = "an old or an encrypted workbook: save it as .xlsx without a password";
    return err({ code: "workbook-unreadable", message, columns: [] });
  }
  const opening = start
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  return opening.startsWith("{") ? openNdjson(path, bytes, known) : openCsv(path, bytes, known);
}

const zipMark = Buffer.from("PK\u0003\u0004", "latin1");
/** The container of .xls files, and of workbooks with a password. */
const oldOfficeMark = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

async function headOf(path: string): Promise<{ start: Buffer; bytes: number } | null> {
  try {
    const file = await open(path, "r");
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return null;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
      return { start: buffer.subarray(0, bytesRead), bytes: stat.size };
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
