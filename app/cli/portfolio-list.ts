import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { withRuntime } from "./with-runtime.ts";

/** `portfolio list [--json]`: every portfolio, by its code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArgs(args, {}, 0);
  const json = args.includes("--json");
  if (!given.ok) return complain(given.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const rows = await listPortfolios(runtime.db);
    const shown = rows.map((row) => {
      const { id, code, name, currency, locale, timeZone, policyId, paymentMethods } = row;
      return { id, code, name, currency, locale, timeZone, policyId, paymentMethods };
    });
    if (json) io.out(`${JSON.stringify({ portfolios: shown })}\n`);
    else if (shown.length === 0) io.out("No portfolios yet: portal portfolio add CODE …\n");
    else for (const one of shown) io.out(`${listLine(one)}\n`);
    return exit.done;
  });
}

type Line = Record<"code" | "name" | "currency" | "locale" | "policyId", string> & {
  readonly paymentMethods: readonly string[];
};

function listLine({ code, name, currency, locale, policyId, paymentMethods }: Line): string {
  const methods = paymentMethods.join(",");
  const facts = `${code.padEnd(16)} ${currency} ${locale.padEnd(6)} ${policyId.padEnd(14)}`;
  return `${facts} ${methods.padEnd(22)} ${name}`;
}
