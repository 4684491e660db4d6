import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { progressOf } from "./progress.ts";
import { withRuntime } from "./with-runtime.ts";

/** `ledger verify [--json]`: works the books out anew; exit 1 and the first break. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, {}, 0);
  if (!given.ok) return complain(given.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const progress = progressOf(io);
    const verdict = await verifyLedger(runtime, (what, share) => progress.show(what, share));
    progress.end();
    const { checks, accounts, fault } = verdict;
    if (json) io.out(`${JSON.stringify({ ok: fault === null, checks, accounts, fault })}\n`);
    else if (fault === null) {
      io.out(`The ledger holds: ${checks.length} checks, ${accounts} balances worked out anew.\n`);
    } else {
      const account = fault.accountRef === null ? "" : ` (account ${fault.accountRef})`;
      io.out(`${fault.check}: ${fault.reference}${account}: ${fault.what}\n`);
    }
    return fault === null ? exit.done : exit.refused;
  });
}
