import { readFileSync } from "node:fs";

/**
 * Calls back once when the npm that started us is gone: npm passes a SIGTERM on to its shell only,
 * and the shell not to us. Does nothing for a process that was not started by npm.
 * @param {() => void} gone
 */
export function watchNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const first = lineage();
  const timer = setInterval(() => {
    if (lineage() === first) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}

/** Shell and npm by number; where /proc is missing the shell alone. */
function lineage() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")")).split(" ")[2]}`;
  } catch {
    return String(process.ppid);
  }
}
