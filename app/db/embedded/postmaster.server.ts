import {
  existsSync,
  linkSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
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

/** A server that starts writes its number at once; a file that stays empty was left by a crash. */
const emptyForMs = 10_000;

/**
 * Removes a postmaster.pid that PostgreSQL itself would take for a rival and refuse to start: its
 * number now belongs to some other program or to a zombie, or a crash left it empty. Any other it
 * can judge better itself; several of us may start a server at once, and the file of the one that
 * is just starting must never go, for without it nobody finds that server.
 */
export function dropStalePidFile(data: string): void {
  const file = join(data, "postmaster.pid");
  const seen = linesOf(file);
  if (!misleads(file, seen, data)) return;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (linesOf(aside).join("\n") !== seen.join("\n")) linkSync(aside, file);
  } catch {
    // Somebody else was quicker.
  }
  rmSync(aside, { force: true });
}

function misleads(file: string, lines: readonly string[], data: string): boolean {
  if (lines.length === 0) return false;
  const pid = Number(lines[0]);
  if (lines[0] !== "") return isAlive(pid) && !servesFolder(pid, data);
  try {
    return Date.now() - statSync(file).mtimeMs > emptyForMs;
  } catch {
    return false;
  }
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
