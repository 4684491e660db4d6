import { err, ok } from "#app/domain/primitives/result.ts";
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
  const opened = await openQuietly();
  if (!opened.ok) {
    const code = complain(opened.error, json, io);
    return opened.error.code === "settings" ? code : exit.refused;
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Refused with `settings`, which names every mistake, or `no-database`. */
export async function openQuietly() {
  const settings = settingsFromEnvironment();
  if (!settings.ok) return err({ code: "settings", message: settings.error, path: "" });
  const { logLevel } = settings.value;
  const quiet = { ...settings.value, logLevel: logLevel === "info" ? "warn" : logLevel } as const;
  const options = { name: "portal", poolSize: 4, logTo: 2 } as const;
  return openRuntime(quiet, options).then(ok, (error: Error) =>
    err({ code: "no-database", message: error.message, path: "" }),
  );
}
