import { importTransfers } from "#app/services/transfers/import-transfers.server.ts";
import type { Io } from "./io.ts";
import { runImport } from "./run-import.ts";

/** `import transfers FILE --portfolio CODE [--dry-run] [--errors FILE]`: a bank statement. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return runImport(args, io, importTransfers);
}
