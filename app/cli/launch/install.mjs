import { existsSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { exclusive } from "./lock.mjs";
import { root } from "./paths.mjs";
import { Stop, step } from "./say.mjs";
import { run } from "./tool.mjs";

const neededBytes = 1_500_000_000;

/** Installs from the lock file unless node_modules already holds exactly what the lock names. */
export async function ensureInstalled() {
  if (installed(root)) return;
  await exclusive("install", async () => {
    if (installed(root)) return;
    await ensureRoom(root, neededBytes);
    const npm = npmCommand();
    await step("Installing packages from the lock file", () =>
      run(npm.program, [...npm.args, "ci", "--include=dev"], { what: "npm ci" }),
    );
  });
}

/**
 * Compares the lock with the record that npm leaves in node_modules when it has finished: content
 * says more than dates, and an install that was interrupted has no such record.
 * @param {string} folder
 * @returns {boolean}
 */
export function installed(folder) {
  const record = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = packages(join(folder, "package-lock.json"));
  const present = packages(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version;
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

/**
 * @param {string} folder
 * @param {number} bytes
 */
export async function ensureRoom(folder, bytes) {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes) return;
  const [free, wanted] = [bavail * bsize, bytes].map((size) => `${Math.round(size / 1e6)} MB`);
  throw new Stop(`The disk is nearly full: ${free} free in ${folder}, ${wanted} needed.`);
}

/** The npm that started us, else the one on the path. */
function npmCommand() {
  const own = process.env.npm_execpath ?? "";
  if (/npm-cli\.c?js$/.test(own)) return { program: process.execPath, args: [own] };
  return { program: process.platform === "win32" ? "npm.cmd" : "npm", args: [] };
}
