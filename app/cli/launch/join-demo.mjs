import { readFileSync } from "node:fs";
import { join } from "node:path";
import { given, home } from "./paths.mjs";

/** Beside demo.json: the settings of the demo that runs on this data folder. */
export const settingsFile = "demo-settings.json";

/**
 * Lets a command join the demo that runs on this data folder: its origin, for the links that it
 * issues, and the addresses of its simulators. What the caller set wins.
 */
export function joinDemo() {
  if (given("DATABASE_URL") !== undefined) return;
  try {
    const settings = JSON.parse(readFileSync(join(home(), settingsFile), "utf8"));
    for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
  } catch {
    // No demo runs here: the settings are the caller's alone.
  }
}
