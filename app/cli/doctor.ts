import { diagnose, type Finding } from "#app/services/operations/diagnose.server.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { openQuietly } from "./with-runtime.ts";

/**
 * `doctor`: settings, database, clock, worker, provider and messages, each with a mend. What keeps
 * the others from being looked at is a finding too.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, {}, 0);
  if (!given.ok) return complain(given.error, json, io);
  const opened = await openQuietly();
  if (!opened.ok) return tell(whyNotOpened(opened.error), json, io);
  try {
    return tell(await diagnose(opened.value), json, io);
  } finally {
    await opened.value.close();
  }
}

function whyNotOpened({ code, message }: { code: string; message: string }): Finding[] {
  const failing = (check: Finding["check"], mend: string): Finding => ({
    check,
    state: "failing",
    detail: message,
    mend,
  });
  if (code === "settings") return [failing("settings", "correct them; .env.example has them all")];
  return [
    { check: "settings", state: "ok", detail: "every one can be read", mend: null },
    failing("database", "start PostgreSQL, or correct DATABASE_URL"),
  ];
}

function tell(findings: readonly Finding[], json: boolean, io: Io): number {
  const well = findings.every(({ state }) => state === "ok");
  if (json) io.out(`${JSON.stringify({ ok: well, findings })}\n`);
  for (const { check, state, detail, mend } of json ? [] : findings) {
    const mark = state === "ok" ? "ok     " : "failing";
    io.out(`${mark} ${check.padEnd(10)} ${detail}${mend === null ? "" : ` — ${mend}`}\n`);
  }
  return well ? exit.done : exit.refused;
}
