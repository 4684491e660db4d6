import { basename } from "node:path";
import { findPortfolioByCode } from "#app/db/stores/portfolios.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { system } from "#app/services/act.server.ts";
import { createErrorsFile, type ErrorsFile } from "#app/services/imports/errors-file.server.ts";
import type { importAccounts } from "#app/services/imports/import-accounts.server.ts";
import type { ImportSummary, Refusal } from "#app/services/imports/import-file.server.ts";
import { type Portfolio, readPortfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { type CommandFault, complain, type Given, needed, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { keepHeapLean } from "./lean-heap.ts";
import { progressOf } from "./progress.ts";
import { withRuntime } from "./with-runtime.ts";

/** What the import commands have in common; they differ in the kind of file. */
export async function runImport(
  args: readonly string[],
  io: Io,
  work: typeof importAccounts,
): Promise<number> {
  const json = args.includes("--json");
  const names = { values: ["portfolio", "errors"], flags: ["dry-run"] };
  const given = readArgs(args, names, 1);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = needed(given.value, ["portfolio"]);
  if (!wanted.ok) return complain(wanted.error, json, io);
  keepHeapLean();
  const errors = openErrors(given.value.option.errors);
  if (!errors.ok) return complain(errors.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const portfolio = await portfolioOf(runtime, wanted.value.portfolio);
    if (!portfolio.ok) return complain(portfolio.error, json, io);
    return bringIn(runtime, portfolio.value, given.value, errors.value, io, work);
  }).finally(() => errors.value?.close());
}

function openErrors(path: string | undefined): Result<ErrorsFile | null, CommandFault> {
  if (path === undefined) return ok(null);
  try {
    return ok(createErrorsFile(path));
  } catch {
    return err({ code: "file-not-writable", message: `cannot write ${path}`, path: "errors" });
  }
}

/** The portfolio that an option names. */
export async function portfolioOf(
  runtime: Runtime,
  code: string,
): Promise<Result<Portfolio, CommandFault>> {
  const row = await findPortfolioByCode(runtime.db, code);
  if (row !== null) return ok(readPortfolio(row));
  const message = `there is no portfolio ${code}`;
  return err({ code: "unknown-portfolio", message, path: "portfolio" });
}

async function bringIn(
  runtime: Runtime,
  portfolio: Portfolio,
  given: Given,
  errors: ErrorsFile | null,
  io: Io,
  work: typeof importAccounts,
): Promise<number> {
  const path = given.files[0] as string;
  const progress = progressOf(io);
  const first: Refusal[] = [];
  const outcome = await work(runtime, system, portfolio, {
    path,
    fileName: basename(path),
    dryRun: given.option["dry-run"] === "true",
    onRefusal: (refusal) => {
      errors?.add(refusal);
      if (first.length < 10) first.push(refusal);
    },
    onProgress: (rows, share) => progress.show(`${rows} rows`, share),
  });
  progress.end();
  if (!outcome.ok) {
    const { code, message, columns } = outcome.error;
    const fault = { code, message, path: columns.join(",") };
    return complain(
      fault,
      given.json,
      io,
      code === "file-not-readable" ? exit.wrongUse : exit.refused,
    );
  }
  const summary = outcome.value;
  if (given.json) io.out(`${JSON.stringify(jsonOf(summary))}\n`);
  else sayIn(summary, first, io);
  return summary.refused === 0 ? exit.done : exit.refused;
}

function jsonOf({ runId: run, ...summary }: ImportSummary) {
  const { inserted, updated, unchanged, refused, unknownColumns } = summary;
  return { inserted, updated, unchanged, refused, unknownColumns, run };
}

function sayIn(summary: ImportSummary, first: readonly Refusal[], io: Io): void {
  const { inserted, updated, unchanged, refused, unknownColumns } = summary;
  io.out(`${inserted} inserted, ${updated} updated, ${unchanged} unchanged, ${refused} refused\n`);
  if (unknownColumns.length > 0) io.err(`Columns not known: ${unknownColumns.join(", ")}\n`);
  for (const { line, accountRef, column, reason } of first) {
    io.err(`  line ${line} ${accountRef} ${column}: ${reason}\n`);
  }
  if (refused > 0 && first.length === 10) io.err("  … all of them with --errors FILE\n");
}
