import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cache } from "./paths.mjs";
import { note } from "./say.mjs";

/**
 * Runs the work while no other process of this folder does the same: `npm run demo` and `npm test`
 * may be started at once on a fresh clone, and only one of them installs and builds.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {string} [folder] where the lock lies
 * @returns {Promise<T>}
 */
export async function exclusive(name, work, folder = cache) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.lock`);
  let told = false;
  while (!take(path)) {
    if (!told) note(`Waiting for another command that is busy here (${name}) …`);
    told = true;
    await sleep(200);
  }
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  clearDead(path);
  return false;
}

/**
 * Removes a lock whose process is gone. The rename makes one of several waiters the remover.
 * @param {string} path
 */
function clearDead(path) {
  try {
    const holder = Number(readFileSync(path, "utf8"));
    if (holder === 0 || alive(holder)) return;
    const aside = `${path}.${process.pid}`;
    renameSync(path, aside);
    const moved = Number(readFileSync(aside, "utf8"));
    if (moved === holder) rmSync(aside);
    else renameSync(aside, path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
  }
}

/**
 * @param {number} pid
 * @returns {boolean} true also when the process belongs to somebody else
 */
export function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
