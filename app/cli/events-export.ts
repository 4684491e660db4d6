import { closeSync, writeSync } from "node:fs";
import type { EventDocument } from "#app/services/feedback/event-document.server.ts";
import { readEvents } from "#app/services/feedback/read-feed.server.ts";
import { csvLine } from "#app/services/imports/csv-line.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { complain, readArgs, wrongUse } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { openOut } from "./out-file.ts";
import { allOf, portfolioIds } from "./pages.ts";
import { counted } from "./progress.ts";
import { withRuntime } from "./with-runtime.ts";

const values = ["after", "format", "portfolio", "out"];
const columns = [
  "seq",
  "id",
  "type",
  "version",
  "portfolio",
  "accountRef",
  "accountSeq",
  "occurredAt",
] as const;

/**
 * `events export --after SEQ [--format ndjson|csv] [--portfolio CODE] [--out FILE]`: the feed as
 * a file. With --json: one document, as the API's; beside --out how many the file took.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const { after = "0", format = "ndjson", portfolio, out } = given.value.option;
  const fault = faultOf(after, format);
  if (fault !== null) return complain(fault, json, io);
  const opened = openOut(out);
  if (!opened.ok) return complain(opened.error, json, io);
  const file = opened.value;
  return withRuntime(io, json, async (runtime) => {
    const ids = await portfolioIds(runtime, portfolio);
    if (!ids.ok) return complain(ids.error, json, io);
    const events = feed(runtime, ids.value, BigInt(after));
    if (json && file === null) {
      const all = await allOf(events);
      io.out(`${JSON.stringify({ events: all, next: all.at(-1)?.seq ?? Number(after) })}\n`);
      return exit.done;
    }
    const write = (line: string) => (file === null ? io.out(line) : void writeSync(file, line));
    if (format === "csv") write(csvLine([...columns, "data"]));
    let count = 0;
    for await (const event of file === null ? events : counted(events, "events", io)) {
      write(format === "csv" ? csvOf(event) : ndjsonOf(event));
      count += 1;
    }
    if (file !== null) closeSync(file);
    if (json) io.out(`${JSON.stringify({ events: count, out })}\n`);
    return exit.done;
  });
}

function faultOf(after: string, format: string) {
  if (!/^\d{1,15}$/.test(after)) return fault("a whole number", "after");
  return format === "ndjson" || format === "csv" ? null : fault("one of ndjson, csv", "format");
}

function fault(message: string, path: string) {
  const refused = wrongUse(message, path);
  return refused.ok ? null : refused.error;
}

async function* feed(
  runtime: Runtime,
  ids: readonly string[],
  from: bigint,
): AsyncGenerator<EventDocument> {
  for (let after = from; ; ) {
    const page = await readEvents(runtime, { portfolioIds: ids }, { after, limit: 1_000 });
    if (page.events.length === 0) return;
    yield* page.events;
    after = BigInt(page.next);
  }
}

const ndjsonOf = (event: EventDocument): string => `${JSON.stringify(event)}\n`;

const csvOf = (event: EventDocument): string =>
  csvLine([...columns.map((name) => String(event[name])), JSON.stringify(event.data)]);
