import { parseArgs } from "node:util";

/** Options of the command line by name, all text; a flag without a value is "true". */
export function options<Name extends string>(
  names: readonly Name[],
  flags: readonly Name[] = [],
): Partial<Record<Name, string>> {
  const spec = Object.fromEntries(
    names.map((name) => [name, { type: flags.includes(name) ? "boolean" : "string" } as const]),
  );
  const { values } = parseArgs({ options: spec });
  const texts = Object.entries(values).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(texts) as Partial<Record<Name, string>>;
}

/** A port from the command line; absent means any free one. */
export function portOf(text: string | undefined): number {
  const port = Number(text ?? "0");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`no port: ${text}`);
  return port;
}

/**
 * Tells the parent (or a terminal) where this process listens, and ends it with its parent: the
 * channel breaks when the parent dies, however it dies.
 */
export function ready(addresses: Record<string, string>, close: () => Promise<void>): void {
  const end = (): void => void close().finally(() => process.exit(0));
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  if (process.send) {
    process.once("disconnect", end);
    process.send({ type: "ready", ...addresses });
  } else console.log(JSON.stringify({ type: "ready", ...addresses }));
}
