import { EmbeddedFailure } from "#app/db/embedded/failure.server.ts";
import { settingsFromEnvironment } from "#app/http/settings.server.ts";
import { type OpenRuntime, openRuntime, type RuntimeOptions } from "#app/runtime.server.ts";

/**
 * Settings and runtime of a process that nothing can run without: what is wrong is said in plain
 * lines on standard error, and the process ends with 1.
 */
export async function openProcess(options: RuntimeOptions): Promise<OpenRuntime> {
  const settings = settingsFromEnvironment();
  if (!settings.ok) return end(settings.error);
  try {
    return await openRuntime(settings.value, options);
  } catch (error) {
    return end(plainly(error));
  }
}

/** Says to the launcher that this process serves, and closes it when it is told to end. */
export function serving(facts: Readonly<Record<string, string>>, close: () => Promise<void>): void {
  let closing = false;
  const finish = (): void => {
    if (closing) return;
    closing = true;
    void close().finally(() => process.exit(0));
  };
  process.on("SIGINT", finish).on("SIGTERM", finish);
  process.send?.({ type: "ready", ...facts });
}

/** Ends a process that could not begin to serve. */
export async function fail(error: unknown, runtime: OpenRuntime): Promise<never> {
  await runtime.close();
  return end(plainly(error));
}

/** One line for what an operator can mend; for our own faults everything that is known. */
function plainly(error: unknown): string {
  if (error instanceof EmbeddedFailure) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "The port is taken: set PORT to another one.";
  if (code === "ENOSPC") return "The disk is full: make room and start again.";
  if (code === "ECONNREFUSED" || code === "ENOTFOUND") {
    return `The database of DATABASE_URL does not answer (${code}).`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function end(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
