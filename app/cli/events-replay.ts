import { listEndpoints } from "#app/db/stores/endpoints.server.ts";
import { system } from "#app/services/act.server.ts";
import { replayEvents } from "#app/services/feedback/change-endpoint.server.ts";
import { complain, needed, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { portfolioIds } from "./pages.ts";
import { withRuntime } from "./with-runtime.ts";

/** `events replay --from SEQ [--portfolio CODE]`: sends the endpoints everything again. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: ["from", "portfolio"] }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = needed(given.value, ["from"]);
  if (!wanted.ok) return complain(wanted.error, json, io);
  const { from } = wanted.value;
  if (!/^\d{1,15}$/.test(from)) {
    return complain({ code: "wrong-use", message: "a whole number", path: "from" }, json, io);
  }
  return withRuntime(io, json, async (runtime) => {
    const ids = await portfolioIds(runtime, given.value.option.portfolio);
    if (!ids.ok) return complain(ids.error, json, io);
    const endpoints = await listEndpoints(runtime.db, ids.value);
    const replayed = [];
    for (const { id, url, state } of endpoints) {
      const done = await replayEvents(runtime, system, id, BigInt(from));
      if (done.ok) replayed.push({ id, url, state, queued: done.value.queued });
    }
    if (json) io.out(`${JSON.stringify({ endpoints: replayed })}\n`);
    else for (const one of replayed) io.out(`${one.queued} events for ${one.url} (${one.state})\n`);
    return exit.done;
  });
}
