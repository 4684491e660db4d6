import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptyMemory, type Memory } from "./memory.ts";

const fileName = "stripe-simulator.json";

/** What was kept in a folder by an earlier run; an empty memory without one. */
export function loadMemory(home: string | undefined): Memory {
  if (home === undefined) return emptyMemory();
  const path = join(home, fileName);
  if (!existsSync(path)) return emptyMemory();
  return { ...emptyMemory(), ...(JSON.parse(readFileSync(path, "utf8")) as Partial<Memory>) };
}

/** Writes the whole memory beside the old file and swaps them, so that neither is ever half. */
export function saveMemory(home: string | undefined, memory: Memory): void {
  if (home === undefined) return;
  mkdirSync(home, { recursive: true });
  const path = join(home, fileName);
  writeFileSync(`${path}.new`, JSON.stringify(memory), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
