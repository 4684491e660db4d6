import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { StaffActor } from "../actor.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { createErrorsFile } from "./errors-file.server.ts";
import type { FileFault } from "./files/row-source.ts";
import { importAccounts } from "./import-accounts.server.ts";
import {
  errorsPath,
  keepUnknownColumns,
  removeUpload,
  sweepUploads,
  uploadPath,
} from "./uploads.server.ts";

export interface ImportStart {
  readonly portfolio: Portfolio;
  /** The file: as it was uploaded for this dry run. */
  readonly uploadId: string;
  readonly fileName: string;
  readonly dryRun: boolean;
}

/**
 * Begins to bring in an uploaded account file and answers once the file can be read; the rows go
 * on by themselves, and the run's own page says how far they are. A real run lets go of the file.
 */
export async function startImport(
  runtime: Runtime,
  actor: StaffActor,
  { portfolio, uploadId, fileName, dryRun }: ImportStart,
): Promise<Result<{ readonly runId: string }, FileFault | "not-found">> {
  insist(actor, "imports:run");
  if (!actor.portfolioIds.includes(portfolio.id)) return err("not-found");
  await sweepUploads(runtime);
  const runId = dryRun ? uploadId : runtime.ids.next();
  const errors = createErrorsFile(errorsPath(runtime, runId));
  let hasBegun = (): void => undefined;
  const begun = new Promise<null>((resolve) => {
    hasBegun = () => resolve(null);
  });
  const finished = importAccounts(runtime, actor, portfolio, {
    path: uploadPath(runtime, uploadId),
    fileName,
    dryRun,
    runId,
    onBegin: hasBegun,
    onRefusal: (refusal) => errors.add(refusal),
  }).finally(() => errors.close());
  const first = await Promise.race([begun, finished]);
  if (first !== null && !first.ok) {
    await removeUpload(runtime, uploadId);
    return first;
  }
  void finished.then(
    async (result) => {
      if (result.ok) keepUnknownColumns(runtime, runId, result.value.unknownColumns);
      if (!dryRun) await removeUpload(runtime, uploadId);
    },
    (error: Error) => runtime.log.error({ err: error.message, runId }, "import stopped"),
  );
  return ok({ runId });
}
