import {
  type ImportCounts,
  insertImportRun,
  updateImportRun,
} from "#app/db/stores/imports.server.ts";
import { ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { RowFault } from "./account-input.ts";
import type { Cells } from "./cells.server.ts";
import { openRows } from "./files/open-rows.server.ts";
import type { FileFault, FileRow, KnownColumns } from "./files/row-source.ts";
import type { RowHouse } from "./parse-account-row.server.ts";
import { RefSet } from "./ref-set.server.ts";
import { rowHouse } from "./row-house.server.ts";
import type { SaveOutcome } from "./save-accounts.server.ts";

/** A refused row: one line of the errors file for each of its faults. */
export interface Refusal extends RowFault {
  readonly line: number;
  readonly accountRef: string;
}

export interface ImportOrder {
  readonly path: string;
  /** As the sender calls it. */
  readonly fileName: string;
  readonly dryRun: boolean;
  /** Names the run; absent: a new name. */
  readonly runId?: string;
  /** Told once the file as a whole can be read and the run is on record. */
  readonly onBegin?: () => void;
  /** Told of each fault as it is found; what is thrown here ends the import. */
  readonly onRefusal?: (refusal: Refusal) => void;
  /** Told now and then: rows so far, and how much of the file is read, from 0 to 1. */
  readonly onProgress?: (rows: number, share: number) => void;
}

export interface ImportSummary extends ImportCounts {
  readonly runId: string;
  readonly unknownColumns: readonly string[];
}

/** What kind of file it is: its columns, how a row reads, and what is done with a batch. */
export interface FileKind<Input extends { readonly ref: string }> {
  readonly name: "accounts" | "balances" | "transfers";
  /** The column that names a row, twice in a file never; absent: `account_ref`. */
  readonly nameColumn?: string;
  readonly columns: KnownColumns;
  parse(cells: Cells, house: RowHouse): Result<Input, readonly RowFault[]>;
  save(inputs: readonly Input[], dryRun: boolean): Promise<readonly SaveOutcome[]>;
}

const batchRows = 1_000;
const keptErrors = 100;
const mostWaiting = 50_000;

/**
 * Brings in a file: reads it once, in pieces, and saves its rows in batches, each of which is one
 * transaction. Rows that are refused leave the rest alone; a second run of the same file changes
 * nothing. Error: the file as a whole cannot be read; then nothing was done.
 */
export async function importFile<Input extends { readonly ref: string }>(
  runtime: Runtime,
  actor: Actor,
  portfolio: Portfolio,
  kind: FileKind<Input>,
  order: ImportOrder,
): Promise<Result<ImportSummary, FileFault>> {
  const source = await openRows(order.path, kind.columns);
  if (!source.ok) return source;
  const run = new Run(runtime, kind, order, rowHouse(runtime, portfolio));
  await run.begin(portfolio.id, actorName(actor));
  order.onBegin?.();
  for await (const rows of source.value.rows()) {
    for (const row of rows) await run.take(row);
    order.onProgress?.(run.rows, source.value.progress());
  }
  await run.end();
  order.onProgress?.(run.rows, 1);
  const unknownColumns = source.value.unknownColumns();
  return ok({ runId: run.id, ...run.counts, unknownColumns });
}

interface Taken<Input> {
  readonly line: number;
  readonly input: Input;
}

/** The state of one import on its way through the file. */
class Run<Input extends { readonly ref: string }> {
  readonly id: string;
  readonly counts = { inserted: 0, updated: 0, unchanged: 0, refused: 0 };
  rows = 0;
  readonly #errors: Refusal[] = [];
  readonly #seen = new RefSet();
  #batch: Taken<Input>[] = [];
  #waiting: Taken<Input>[] = [];
  #saving: Promise<void> = Promise.resolve();
  #batches = 0;

  constructor(
    private readonly runtime: Runtime,
    private readonly kind: FileKind<Input>,
    private readonly order: ImportOrder,
    private readonly house: RowHouse,
  ) {
    this.id = order.runId ?? runtime.ids.next();
  }

  async begin(portfolioId: string, startedBy: string): Promise<void> {
    const { fileName, dryRun } = this.order;
    const startedAt = new Date(this.runtime.clock.now());
    const row = { id: this.id, portfolioId, kind: this.kind.name, fileName, dryRun, startedBy };
    await insertImportRun(this.runtime.db, { ...row, startedAt });
  }

  async take(row: FileRow): Promise<void> {
    this.rows += 1;
    if ("fault" in row) return this.#refuse(row.line, "", [{ column: "", reason: row.fault }]);
    const column = this.kind.nameColumn ?? "account_ref";
    const ref = (row.cells.get(column) ?? "").trim();
    const parsed = this.kind.parse(row.cells, this.house);
    if (!parsed.ok) return this.#refuse(row.line, ref, parsed.error);
    if (!this.#seen.add(ref)) return this.#refuse(row.line, ref, [duplicateIn(column)]);
    this.#batch.push({ line: row.line, input: parsed.value });
    if (this.#batch.length >= batchRows) await this.#flush();
  }

  /** Rows that waited for a joint debtor of a later row have their turn at the end. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#saving;
    const waited = this.#waiting;
    this.#waiting = [];
    if (waited.length > 0) await this.#save(waited);
    for (const { line, input } of this.#waiting) this.#refuse(line, input.ref, [unknownJoint]);
    await this.#note(new Date(this.runtime.clock.now()));
  }

  /** The next batch is read while the last one is written. */
  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    await this.#saving;
    this.#saving = this.#save(batch);
    // An error is met at the next turn; until then nobody else listens.
    this.#saving.catch(() => undefined);
  }

  async #save(batch: readonly Taken<Input>[]): Promise<void> {
    if (batch.length === 0) return;
    const inputs = batch.map(({ input }) => input);
    const outcomes = await this.kind.save(inputs, this.order.dryRun);
    batch.forEach((taken, at) => {
      const result = outcomes[at] as SaveOutcome;
      if (result.outcome === "refused") this.#refuse(taken.line, taken.input.ref, result.faults);
      else if (result.outcome === "waiting") this.#wait(taken);
      else this.counts[result.outcome] += 1;
    });
    this.#batches += 1;
    if (this.#batches % 25 === 0) await this.#note(null);
  }

  #wait(taken: Taken<Input>): void {
    if (this.#waiting.length < mostWaiting) this.#waiting.push(taken);
    else this.#refuse(taken.line, taken.input.ref, [unknownJoint]);
  }

  #refuse(line: number, accountRef: string, faults: readonly RowFault[]): void {
    this.counts.refused += 1;
    for (const fault of faults) {
      const refusal = { line, accountRef: shown(accountRef), ...fault };
      if (this.#errors.length < keptErrors) this.#errors.push(refusal);
      this.order.onRefusal?.(refusal);
    }
  }

  async #note(finishedAt: Date | null): Promise<void> {
    await updateImportRun(this.runtime.db, this.id, this.counts, this.#errors, finishedAt);
  }
}

/** A reference as it came may be anything; neither a NUL nor half a character can be stored. */
function shown(accountRef: string): string {
  return accountRef.slice(0, 100).replace(/[\p{Cc}\p{Cs}]/gu, "\ufffd");
}

const duplicateIn = (column: string): RowFault => ({
  column,
  reason: `duplicate-${column.replaceAll("_", "-")}`,
});
const unknownJoint: RowFault = { column: "joint_debtor_ref", reason: "joint-debtor-unknown" };
