import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache } from "../../../app/cli/launch/paths.mjs";
import { binary } from "../../../app/cli/launch/tool.mjs";
import { findChromium } from "../chromium.mjs";
import { judgedFile, unjudgedPages } from "./judged-pages.mjs";
import { show } from "./show.mjs";

/** @returns {Promise<import("./all.mjs").Outcome>} */
export async function browser() {
  const chromium = await findChromium();
  const report = join(cache, "tests", "browser.json");
  mkdirSync(join(cache, "tests"), { recursive: true });
  rmSync(report, { force: true });
  rmSync(judgedFile, { force: true });
  const env = {
    ...process.env,
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    PLAYWRIGHT_HTML_OPEN: "never",
  };
  const args = ["test", "--reporter=list,json"];
  const code = await show(binary("@playwright/test", "playwright"), args, env);
  if (!existsSync(report)) throw new Error("The browser tests did not run to their end.");
  const { stats } = JSON.parse(readFileSync(report, "utf8"));
  const failed = stats.unexpected + stats.flaky;
  const unjudged = unjudgedPages();
  return {
    passed: stats.expected,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: [
      ...(stats.skipped === 0 ? [] : [`${stats.skipped} browser tests`]),
      ...unjudged.map((page) => `axe on ${page}: no test opens it in this language`),
    ],
    note: chromium,
  };
}
