import type { Result } from "#app/domain/primitives/result.ts";
import type { Actor } from "../actor.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { AccountInput } from "./account-input.ts";
import { optionalColumns, requiredColumns } from "./columns.server.ts";
import type { FileFault } from "./files/row-source.ts";
import {
  type FileKind,
  type ImportOrder,
  type ImportSummary,
  importFile,
} from "./import-file.server.ts";
import { parseAccountRow } from "./parse-account-row.server.ts";
import { saveAccounts } from "./save-accounts.server.ts";

/** Brings in an account file (interfaces.md §4): CSV, XLSX or JSON lines. */
export function importAccounts(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  order: ImportOrder,
): Promise<Result<ImportSummary, FileFault>> {
  const kind: FileKind<AccountInput> = {
    name: "accounts",
    columns: { required: requiredColumns, optional: optionalColumns },
    parse: parseAccountRow,
    save: (inputs, dryRun) => saveAccounts(runtime, portfolio, inputs, { dryRun }),
  };
  return importFile(runtime, actor, portfolio, kind, order);
}
