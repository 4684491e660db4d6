import { importBalances } from "#app/services/imports/import-balances.server.ts";
import type { Io } from "./io.ts";
import { runImport } from "./run-import.ts";

/** `import balances FILE --portfolio CODE [--dry-run] [--errors FILE]` (interfaces.md §3). */
export function run(args: readonly string[], io: Io): Promise<number> {
  return runImport(args, io, importBalances);
}
