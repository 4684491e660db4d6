import { auditBreaks } from "#app/db/chains.server.ts";
import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { withRuntime } from "./with-runtime.ts";

/** `audit verify [--json]`: follows the chains of the audit log; exit 1 and the first break. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, {}, 0);
  if (!given.ok) return complain(given.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const codes = new Map((await listPortfolios(runtime.db)).map(({ id, code }) => [id, code]));
    const [first] = await auditBreaks(runtime.db);
    const fault = first && {
      portfolio: first.portfolioId === null ? null : (codes.get(first.portfolioId) ?? null),
      line: first.line === null ? null : String(first.line),
    };
    if (json) io.out(`${JSON.stringify({ ok: fault === undefined, fault: fault ?? null })}\n`);
    else if (fault === undefined) io.out("The audit log is as it was written.\n");
    else {
      const where = fault.portfolio ?? "what belongs to no portfolio";
      const what = fault.line === null ? "its newest lines are gone" : `line ${fault.line}`;
      io.out(`The audit log of ${where} is broken: ${what}\n`);
    }
    return fault === undefined ? exit.done : exit.refused;
  });
}
