import { importAccounts } from "#app/services/imports/import-accounts.server.ts";
import type { Io } from "./io.ts";
import { runImport } from "./run-import.ts";

/** `import accounts FILE --portfolio CODE [--dry-run] [--errors FILE]` (interfaces.md §3, §4). */
export function run(args: readonly string[], io: Io): Promise<number> {
  return runImport(args, io, importAccounts);
}
