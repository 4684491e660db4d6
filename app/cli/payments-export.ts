import { paymentPage } from "#app/services/reading/payment-page.server.ts";
import { complain, readArgs } from "./answer.ts";
import { exportRows, type Row, readExport } from "./export-rows.ts";
import { exit, type Io } from "./io.ts";
import { allOf, everyPage, portfolioIds } from "./pages.ts";
import { withRuntime } from "./with-runtime.ts";

const columns = [
  "id",
  "portfolio",
  "accountRef",
  "accountSeq",
  "amount",
  "currency",
  "state",
  "source",
  "method",
  "reference",
  "effectiveOn",
  "paidAt",
  "principal",
  "interest",
  "penalty",
  "fees",
  "costs",
  "credit",
  "rule",
  "planId",
  "receiptNo",
] as const;

const limit = 500;

/** `payments export [--format csv|xlsx] [--portfolio CODE] [--out FILE]`: a file for collectors. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: ["format", "portfolio", "out"] }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = readExport(given.value);
  if (!wanted.ok) return complain(wanted.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const ids = await portfolioIds(runtime, given.value.option.portfolio);
    if (!ids.ok) return complain(ids.error, json, io);
    const rows = everyPage<Row>(async (after) => {
      const found = await paymentPage(runtime, ids.value, { accountId: null, after, limit });
      return {
        items: found.payments.map(({ split, ...one }) => ({ ...one, ...split })),
        next: found.next,
      };
    });
    if (json && wanted.value.out === null) {
      io.out(`${JSON.stringify({ payments: await allOf(rows) })}\n`);
      return exit.done;
    }
    const count = await exportRows(wanted.value, columns, rows, io);
    if (json) io.out(`${JSON.stringify({ payments: count, out: wanted.value.out })}\n`);
    else io.err(`${count} payments\n`);
    return exit.done;
  });
}
