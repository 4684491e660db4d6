import { settingsFromEnvironment } from "#app/http/settings.server.ts";
import { openRuntime } from "#app/runtime.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { complain } from "./answer.ts";
import { exit, type Io } from "./io.ts";

/**
 * Opens what a command works on, joining a database that runs, and lets go of it afterwards.
 * Standard output stays the command's own: logs go to standard error, warnings and worse only.
 */
export async function withRuntime(
  io: Io,
  json: boolean,
  work: (runtime: Runtime) => Promise<number>,
): Promise<number> {
  const settings = settingsFromEnvironment();
  if (!settings.ok) {
    return complain({ code: "settings", message: settings.error, path: "" }, json, io);
  }
  const { logLevel } = settings.value;
  const quiet = { ...settings.value, logLevel: logLevel === "info" ? "warn" : logLevel } as const;
  const runtime = await openRuntime(quiet, {
    name: "portal",
    poolSize: 4,
    logTo: 2,
  }).catch((error: Error) =>
    complain({ code: "no-database", message: error.message, path: "" }, json, io),
  );
  if (typeof runtime === "number") return exit.refused;
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}
