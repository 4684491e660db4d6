import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { built, cache, root } from "./paths.mjs";

const folder = join(cache, "cli");
const record = join(folder, "record.json");

/**
 * The commands as one bundle, made anew when a source file changed since. It is checked by size and
 * date of the files it was made from (two milliseconds), so that small commands start at once.
 * @returns {Promise<string>} URL of the module to import
 */
export async function cliBundle() {
  const deployed = join(built, "bin", "cli.js");
  if (process.env.NODE_ENV === "production" && existsSync(deployed)) return href(deployed);
  const known = recorded();
  if (known !== null && fresh(known)) return href(join(folder, known.run, "cli.js"));
  return href(await make());
}

/** @param {string} path */
function href(path) {
  return pathToFileURL(path).href;
}

/**
 * @typedef {{ run: string, files: Record<string, string> }} Known
 * @returns {Known | null}
 */
function recorded() {
  try {
    return JSON.parse(readFileSync(record, "utf8"));
  } catch {
    return null;
  }
}

/** @param {Known} known */
function fresh(known) {
  const same = Object.entries(known.files).every(([path, mark]) => markOf(path) === mark);
  return same && existsSync(join(folder, known.run, "cli.js"));
}

/** @param {string} path */
function markOf(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  return stat === undefined ? "gone" : `${stat.mtimeMs} ${stat.size}`;
}

/** Each making has a folder of its own: a command that still runs from the last one is not hurt. */
async function make() {
  const { ensureGenerated } = await import("./generate.mjs");
  const { bundle } = await import("./bundles.mjs");
  await ensureGenerated();
  const run = `${process.pid}-${Date.now()}`;
  const files = await bundle(join(folder, run), ["cli"]);
  const marks = Object.fromEntries(files.map((path) => [path, markOf(path)]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${record}.${run}`, JSON.stringify({ run, files: marks }));
  renameSync(`${record}.${run}`, record);
  dropOld(run);
  return join(folder, run, "cli.js");
}

/** @param {string} current */
function dropOld(current) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(folder)) {
    const made = Number(name.split("-")[1]);
    if (name !== current && made < anHourAgo) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}
