import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A PostgreSQL that runs on a data folder, as its postmaster.pid tells. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** It answers; before that it starts, recovers or ends. */
  readonly ready: boolean;
}

/** The postmaster of this folder, or null when none runs; a stale file counts as none. */
export function runningPostmaster(data: string): Postmaster | null {
  const lines = linesOf(join(data, "postmaster.pid"));
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !servesFolder(pid, data)) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === "ready" };
}

/**
 * Removes a postmaster.pid whose number now belongs to some other program: PostgreSQL itself would
 * take that program for its rival and refuse to start.
 */
export function dropStalePidFile(data: string): void {
  if (runningPostmaster(data) === null) rmSync(join(data, "postmaster.pid"), { force: true });
}

/** A process that has not ended; one of another user counts as alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Process numbers are used again: on Linux, look where the process works. */
function servesFolder(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux" || !existsSync("/proc/self")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch (error) {
    // A zombie has no folder (ENOENT); one that we may not look into is judged by its name.
    if ((error as NodeJS.ErrnoException).code !== "EACCES") return false;
    return linesOf(`/proc/${pid}/comm`)[0] === "postgres";
  }
}
