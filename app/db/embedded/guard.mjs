// Ends the database when nobody is left who uses it. Started by the process that starts PostgreSQL,
// with a pipe as stdin: the system closes it however that process ends, kill -9 included.
// Lines in: "watch PID" (what to end), "release" (ended on purpose; nothing to do).
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const users = process.argv[2] ?? "";
const parent = process.argv[3] ?? "";
const patienceMs = 10_000;
let watched = 0;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => {
  for (const line of String(text).split("\n")) {
    if (line.startsWith("watch ")) watched = Number(line.slice(6));
    if (line === "release") watched = 0;
  }
});
process.stdin.on("error", () => {});
process.stdin.on("close", endWhenUnused);

function endWhenUnused() {
  if (watched === 0 || !signalled(watched, 0)) process.exit(0);
  if (livingUsers() > 0) {
    setTimeout(endWhenUnused, 300);
    return;
  }
  // Fast shutdown; what does not end in time is ended at once and recovers at the next start.
  signalled(watched, "SIGINT");
  const startedAt = Date.now();
  const timer = setInterval(() => {
    if (!signalled(watched, 0)) process.exit(0);
    if (Date.now() - startedAt < patienceMs) return;
    signalled(watched, "SIGQUIT");
    clearInterval(timer);
    setTimeout(() => process.exit(0), 1_000);
  }, 50);
}

/** Processes that joined the server and still live; each left a file named by its number. */
function livingUsers() {
  let living = 0;
  for (const name of listUsers()) {
    // The parent is gone, though it may linger as a zombie.
    if (name !== parent && signalled(Number(name), 0)) living += 1;
    else rmSync(join(users, name), { force: true });
  }
  return living;
}

function listUsers() {
  try {
    return readdirSync(users).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/**
 * Sends a signal (0: only asks); true when the process is there.
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
function signalled(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
