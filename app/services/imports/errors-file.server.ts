import { closeSync, openSync, writeSync } from "node:fs";
import { csvLine } from "./csv-line.server.ts";
import type { Refusal } from "./import-file.server.ts";

export interface ErrorsFile {
  add(refusal: Refusal): void;
  close(): void;
}

/** The refusals of an import as CSV: a line for each fault. */
export function createErrorsFile(path: string): ErrorsFile {
  const file = openSync(path, "w", 0o600);
  writeSync(file, csvLine(["line", "account_ref", "column", "reason"]));
  let held = "";
  const flush = (): void => {
    if (held !== "") writeSync(file, held);
    held = "";
  };
  return {
    add({ line, accountRef, column, reason }) {
      held += csvLine([String(line), accountRef, column, reason]);
      if (held.length > 65_536) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
