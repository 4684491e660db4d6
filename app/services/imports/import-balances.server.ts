import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { Actor } from "../actor.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { RowFault } from "./account-input.ts";
import { type Cells, RowReader } from "./cells.server.ts";
import { optionalBalanceColumns, requiredBalanceColumns } from "./columns.server.ts";
import type { FileFault } from "./files/row-source.ts";
import {
  type FileKind,
  type ImportOrder,
  type ImportSummary,
  importFile,
} from "./import-file.server.ts";
import { type RowHouse, readCurrencyOf, readSnapshot } from "./parse-account-row.server.ts";
import { type BalanceInput, saveBalances } from "./save-balances.server.ts";

/** Brings in what accounts that are known owe now: snapshots with `as_of` and `applied_through`. */
export function importBalances(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  order: ImportOrder,
): Promise<Result<ImportSummary, FileFault>> {
  const kind: FileKind<BalanceInput> = {
    name: "balances",
    columns: { required: requiredBalanceColumns, optional: optionalBalanceColumns },
    parse: parseBalanceRow,
    save: (inputs, dryRun) => saveBalances(runtime, portfolio, inputs, { dryRun }),
  };
  return importFile(runtime, actor, portfolio, kind, order);
}

/** Blank `minimum_due` and `delinquent_since` stay as they are. */
function parseBalanceRow(cells: Cells, house: RowHouse): Result<BalanceInput, readonly RowFault[]> {
  const row = new RowReader(cells);
  readCurrencyOf(row, house, true);
  const { minimumDueMinor, ...snapshot } = readSnapshot(row, house);
  const said = row.text("minimum_due", 60) !== null;
  const input = {
    ref: row.required("account_ref", 100),
    ...snapshot,
    minimumDueMinor: said ? minimumDueMinor : null,
  };
  return row.faults.length === 0 ? ok(input) : err(row.faults);
}
