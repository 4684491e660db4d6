import { diagnose } from "#app/services/operations/diagnose.server.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { withRuntime } from "./with-runtime.ts";

/** `doctor`: settings, database, clock, worker, provider and messages, each with a mend. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, {}, 0);
  if (!given.ok) return complain(given.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const findings = await diagnose(runtime);
    const well = findings.every(({ state }) => state === "ok");
    if (json) io.out(`${JSON.stringify({ ok: well, findings })}\n`);
    for (const { check, state, detail, mend } of json ? [] : findings) {
      const mark = state === "ok" ? "ok     " : "failing";
      io.out(`${mark} ${check.padEnd(10)} ${detail}${mend === null ? "" : ` — ${mend}`}\n`);
    }
    return well ? exit.done : exit.refused;
  });
}
