import type { Runtime } from "#app/services/ports.ts";
import { complain, readArgs } from "./answer.ts";
import { exportRows, type Row, readExport } from "./export-rows.ts";
import { exit, type Io } from "./io.ts";
import { allOf, everyPage, portfolioIds } from "./pages.ts";
import { counted } from "./progress.ts";
import { withRuntime } from "./with-runtime.ts";

/** A list that collectors take away as a file. */
export interface List {
  /** As `--json` calls the rows, and the terminal counts them. */
  readonly name: "plans" | "payments";
  readonly columns: readonly string[];
  page(
    runtime: Runtime,
    portfolioIds: readonly string[],
    at: { readonly after: string | null; readonly limit: number },
  ): Promise<{ readonly items: readonly Row[]; readonly next: string | null }>;
}

const limit = 500;

/** `[--format csv|xlsx] [--portfolio CODE] [--out FILE]`: the whole list, read page by page. */
export async function exportList(list: List, args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: ["format", "portfolio", "out"] }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = readExport(given.value);
  if (!wanted.ok) return complain(wanted.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const ids = await portfolioIds(runtime, given.value.option.portfolio);
    if (!ids.ok) return complain(ids.error, json, io);
    const rows = everyPage((after) => list.page(runtime, ids.value, { after, limit }));
    if (json && wanted.value.out === null) {
      io.out(`${JSON.stringify({ [list.name]: await allOf(rows) })}\n`);
      return exit.done;
    }
    const told = wanted.value.out === null ? rows : counted(rows, list.name, io);
    const count = await exportRows(wanted.value, list.columns, told, io);
    if (json) io.out(`${JSON.stringify({ [list.name]: count, out: wanted.value.out })}\n`);
    else io.err(`${count} ${list.name}\n`);
    return exit.done;
  });
}
