import { findTransfer } from "#app/db/stores/transfers.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { Actor } from "../actor.ts";
import type { RowFault } from "../imports/account-input.ts";
import { type Cells, RowReader } from "../imports/cells.server.ts";
import type { FileFault } from "../imports/files/row-source.ts";
import {
  type FileKind,
  type ImportOrder,
  type ImportSummary,
  importFile,
} from "../imports/import-file.server.ts";
import type { SaveOutcome } from "../imports/save-accounts.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import {
  faultOf,
  macOf,
  type ReceivedTransfer,
  receiveTransfer,
  type TransferFault,
} from "./receive-transfer.server.ts";

interface TransferInput extends ReceivedTransfer {
  readonly ref: string;
}

/**
 * Brings in a bank statement: columns `booked_on, amount, currency, bank_ref` and, if they are
 * there, `reference` and `payer`. `inserted` counts what is new, booked or in suspense;
 * `unchanged` what the bank's number was known of. Each row is a transaction of its own.
 */
export function importTransfers(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  order: ImportOrder,
): Promise<Result<ImportSummary, FileFault>> {
  const kind: FileKind<TransferInput> = {
    name: "transfers",
    nameColumn: "bank_ref",
    columns: {
      required: ["booked_on", "amount", "currency", "bank_ref"],
      optional: ["reference", "payer"],
    },
    parse: parseTransferRow,
    save: async (inputs, dryRun) => {
      const outcomes: SaveOutcome[] = [];
      for (const input of inputs) {
        const save = dryRun ? tryOut : take;
        outcomes.push(await save(runtime, actor, portfolio, input));
      }
      return outcomes;
    },
  };
  return importFile(runtime, actor, portfolio, kind, order);
}

function parseTransferRow(cells: Cells): Result<TransferInput, readonly RowFault[]> {
  const row = new RowReader(cells);
  const bankRef = row.required("bank_ref", 100);
  const code = row.required("currency", 3).toUpperCase();
  if (code !== "" && !isCurrency(code)) row.fault("currency", "unknown-currency");
  const currency: Currency = isCurrency(code) ? code : "CNY";
  const amountMinor = isCurrency(code) ? row.amount("amount", currency) : 0n;
  if (amountMinor === null) row.fault("amount", "missing-value");
  const bookedOn = row.date("booked_on");
  if (bookedOn === null && row.text("booked_on", 60) === null) {
    row.fault("booked_on", "missing-value");
  }
  const input = {
    ref: bankRef,
    bankRef,
    bookedOn: bookedOn ?? calendarDate("2000-01-01"),
    currency,
    amountMinor: amountMinor ?? 0n,
    reference: row.text("reference", 300),
    payer: row.text("payer", 200),
  };
  return row.faults.length === 0 ? ok(input) : err(row.faults);
}

const columnOf: Readonly<Record<TransferFault, string>> = {
  "amount-not-positive": "amount",
  "date-in-future": "booked_on",
  "date-too-early": "booked_on",
  "other-money": "bank_ref",
};

const refused = (reason: TransferFault): SaveOutcome => ({
  outcome: "refused",
  faults: [{ column: columnOf[reason], reason }],
});

async function take(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  { ref: _, ...received }: TransferInput,
): Promise<SaveOutcome> {
  const taken = await receiveTransfer(runtime, actor, portfolio, received);
  if (!taken.ok) return refused(taken.error);
  const { fresh, transfer } = taken.value;
  return { outcome: fresh ? "inserted" : "unchanged", accountId: transfer.accountId };
}

async function tryOut(
  runtime: Runtime,
  _actor: Actor,
  portfolio: Portfolio,
  { ref: _, ...received }: TransferInput,
): Promise<SaveOutcome> {
  const fault = faultOf(runtime, portfolio, received);
  if (fault !== null) return refused(fault);
  const known = await findTransfer(runtime.db, portfolio.id, received.bankRef);
  if (known === null) return { outcome: "inserted", accountId: null };
  if (!known.contentMac.equals(macOf(runtime, received))) return refused("other-money");
  return { outcome: "unchanged", accountId: known.accountId };
}
