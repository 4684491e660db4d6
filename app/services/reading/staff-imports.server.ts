import { findImportRun, type ImportRunRow, listImportRuns } from "#app/db/stores/imports.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import { hasUpload, openErrors, readUnknownColumns } from "../imports/uploads.server.ts";
import type { Runtime } from "../ports.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";

const shownRuns = 50;
/** After this long without an end, a run has lost the process that did it. */
const patienceMs = 2 * 3_600_000;

export interface ImportRunView {
  readonly id: string;
  readonly portfolio: string;
  readonly kind: "accounts" | "balances" | "transfers";
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly state: "running" | "done" | "stopped";
  readonly at: number;
  readonly zone: string;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** What was brought in lately, newest first. */
export async function staffImports(runtime: Runtime, actor: StaffActor) {
  const own = await staffPortfolios(runtime, actor);
  const runs = await listImportRuns(runtime.db, actor.portfolioIds, shownRuns);
  return {
    portfolios: own.map(({ code, name }) => ({ code, name })),
    runs: runs.map((run) => viewOf(runtime, run, own)),
  };
}

/** One run with its first refusals. Null: not there, or of others' portfolios. */
export async function staffImportRun(runtime: Runtime, actor: StaffActor, runId: string) {
  const run = isUuid(runId) ? await findImportRun(runtime.db, runId) : null;
  if (run === null || !actor.portfolioIds.includes(run.portfolioId)) return null;
  const own = await staffPortfolios(runtime, actor);
  const view = viewOf(runtime, run, own);
  const errors = openErrors(runtime, run.id);
  errors?.destroy();
  return {
    run: view,
    portfolioId: run.portfolioId,
    errors: run.errors as readonly ImportFault[],
    unknownColumns: view.state === "done" ? readUnknownColumns(runtime, run.id) : [],
    hasErrorsFile: errors !== null && run.refused > 0,
    /** A dry run whose file is still here can be brought in for real. */
    ready: run.dryRun && view.state === "done" && hasUpload(runtime, run.id),
  };
}

export interface ImportFault {
  readonly line: number;
  readonly accountRef: string;
  readonly column: string;
  readonly reason: string;
}

type Owned = Awaited<ReturnType<typeof staffPortfolios>>;

const kinds = ["accounts", "balances", "transfers"] as const;

function viewOf(runtime: Runtime, run: ImportRunRow, own: Owned): ImportRunView {
  const portfolio = own.find(({ id }) => id === run.portfolioId);
  const { id, fileName, dryRun, inserted, updated, unchanged, refused } = run;
  const at = run.startedAt.getTime();
  const late = runtime.clock.now() - at > patienceMs;
  return {
    id,
    portfolio: portfolio?.name ?? "",
    kind: kinds.find((known) => known === run.kind) ?? "accounts",
    fileName,
    dryRun,
    state: run.finishedAt !== null ? "done" : late ? "stopped" : "running",
    at,
    zone: portfolio?.timeZone ?? "UTC",
    inserted,
    updated,
    unchanged,
    refused,
  };
}
