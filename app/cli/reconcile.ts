import { parseDate } from "#app/domain/primitives/date.ts";
import { reconcile } from "#app/services/reconcile/reconcile.server.ts";
import { complain, readArgs, wrongUse } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { progressOf } from "./progress.ts";
import { withRuntime } from "./with-runtime.ts";

/** `reconcile [--since DATE] [--json]`: provider against ledger; exit 1 with breaks listed. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: ["since"] }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const { since } = given.value.option;
  if (since !== undefined && parseDate(since) === null) {
    const wrong = wrongUse("a date, as YYYY-MM-DD", "since");
    return wrong.ok ? exit.wrongUse : complain(wrong.error, json, io);
  }
  const from = since === undefined ? {} : { since: Date.parse(`${since}T00:00:00Z`) };
  return withRuntime(io, json, async (runtime) => {
    const progress = progressOf(io);
    const onProgress = (what: string, share: number) => progress.show(what, share);
    const report = await reconcile(runtime, { ...from, onProgress }).catch((error: Error) => error);
    progress.end();
    if (report instanceof Error) {
      const fault = { code: "provider-silent", message: report.message, path: "" };
      return complain(fault, json, io, exit.refused);
    }
    const off = report.suspense.filter(({ booked, cases }) => booked !== cases);
    if (json) {
      const suspense = report.suspense.map(({ currency, booked, cases, open }) => ({
        currency,
        bookedMinor: String(booked),
        casesMinor: String(cases),
        open,
      }));
      io.out(`${JSON.stringify({ ...report, suspense })}\n`);
    } else {
      const { movements, matched, payouts, raised, explained } = report;
      io.out(
        `${movements} new movements, ${matched} matched, ${payouts} payouts, ` +
          `${raised} new breaks, ${explained} explained\n`,
      );
      for (const one of report.breaks) {
        const age = one.raisedAt.toISOString().slice(0, 10);
        io.out(`${age}  ${one.kind}  ${one.reference}  ${one.accountRef ?? ""}\n`);
      }
      for (const one of off) io.out(`suspense ${one.currency}: ${one.booked} ≠ ${one.cases}\n`);
    }
    return report.breaks.length === 0 && off.length === 0 ? exit.done : exit.refused;
  });
}
