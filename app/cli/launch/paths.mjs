import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, whatever folder the command was typed in. */
export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");

/** Stamps, locks and the lazily made bundle: all of it can be deleted at any time. */
export const cache = join(root, ".cache");

/** What `npm run build` makes. */
export const built = join(root, "build");

/** The data folder: `EVENKEEL_HOME`, or `.evenkeel/` in the project. */
export function home() {
  const named = process.env.EVENKEEL_HOME;
  return named === undefined || named === "" ? join(root, ".evenkeel") : resolve(named);
}
