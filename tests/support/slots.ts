import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "#app/db/embedded/postmaster.server.ts";

/**
 * Lends the lowest free number. A file per number says who has it: VITEST_POOL_ID counts workers
 * that have been, not those that run. What a killed process had is free again.
 */
export function leaseSlot(folder: string): { number: number; release(): void } {
  for (let number = 1; ; number += 1) {
    const lock = join(folder, String(number));
    if (taken(lock)) continue;
    return { number, release: () => rmSync(lock, { force: true }) };
  }

  function taken(lock: string): boolean {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      return false;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      return livesOn(lock) || taken(lock);
    }
  }
}

/** False, and the lock removed, when its owner has ended. */
function livesOn(lock: string): boolean {
  if (!existsSync(lock)) return false;
  const owner = readFileSync(lock, "utf8");
  if (owner === "" || isAlive(Number(owner))) return true;
  rmSync(lock, { force: true });
  return false;
}
