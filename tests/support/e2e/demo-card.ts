import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Card } from "../../../app/cli/launch/card.mjs";

/** What the running demo says of itself (interfaces.md §1). */
export function demoCard(): Card {
  const home = process.env.EVENKEEL_E2E_HOME;
  if (home === undefined) throw new Error("no demo runs for the browser tests");
  return JSON.parse(readFileSync(join(home, "demo.json"), "utf8")) as Card;
}
