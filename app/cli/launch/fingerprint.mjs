import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { cache, root } from "./paths.mjs";

/**
 * SHA-256 over the names and contents of files, so that a step is repeated when, and only when,
 * what it reads has changed.
 * @param {readonly string[]} inputs files and folders, from the project's folder
 * @param {(path: string) => boolean} [leaveOut] asked with `/` between the parts
 * @returns {string}
 */
export function fingerprint(inputs, leaveOut = () => false) {
  const hash = createHash("sha256");
  for (const path of inputs.flatMap((input) => walk(join(root, input))).sort()) {
    const name = relative(root, path).split(sep).join("/");
    if (leaveOut(name)) continue;
    hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function walk(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((entry) => walk(join(path, entry)));
}

/**
 * Stamps lie outside build/, which the Remix build empties.
 * @param {string} name
 * @returns {string | null}
 */
export function stamp(name) {
  const path = join(cache, "stamps", name);
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/**
 * @param {string} name
 * @param {string} value
 */
export function setStamp(name, value) {
  const path = join(cache, "stamps", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}
