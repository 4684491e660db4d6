import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
// As a whole: a Node that is too old for one of its parts must still get to say so.
import util from "node:util";

/** The project's folder, whatever folder the command was typed in. */
export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");

/** Stamps, locks and the lazily made bundle: all of it can be deleted at any time. */
export const cache = join(root, ".cache");

/** What `npm run build` makes. */
export const built = join(root, "build");

/** The data folder: `EVENKEEL_HOME`, or `.evenkeel/` in the project. */
export function home() {
  const named = given("EVENKEEL_HOME");
  return named === undefined ? join(root, ".evenkeel") : resolve(named);
}

/**
 * What the launchers themselves read of the settings: a variable of the environment, else of the
 * folder's `.env`, as app/http/settings does. An empty one is an absent one.
 * @param {"EVENKEEL_HOME" | "PORT" | "DATABASE_URL"} name
 * @param {string} [folder]
 * @returns {string | undefined}
 */
export function given(name, folder = root) {
  const value = process.env[name] ?? dotEnv(folder)[name];
  return value === "" ? undefined : value;
}

/**
 * @param {string} folder
 * @returns {NodeJS.Dict<string>}
 */
function dotEnv(folder) {
  try {
    return util.parseEnv(readFileSync(join(folder, ".env"), "utf8"));
  } catch {
    return {};
  }
}
