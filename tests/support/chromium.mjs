import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { Stop, step } from "../../app/cli/launch/say.mjs";
import { binary, run } from "../../app/cli/launch/tool.mjs";

const wellKnown = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * A Chromium that starts: the one of CHROMIUM_PATH, one in a usual place, Playwright's own, or one
 * that is installed now, by Playwright or, as root on Debian, by apt.
 * @returns {Promise<string>} its path
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    if (starts(named)) return named;
    throw new Stop(`CHROMIUM_PATH names ${named}, which does not start.`);
  }
  const here = await present();
  if (here !== undefined) return here;
  for (const install of [installByPlaywright, installByApt]) {
    if (await install()) {
      const made = await present();
      if (made !== undefined) return made;
    }
  }
  throw new Stop("No Chromium found, and none could be installed: set CHROMIUM_PATH.");
}

async function present() {
  const { chromium } = await import("@playwright/test");
  return [...wellKnown, chromium.executablePath()].find(starts);
}

/** @param {string} path */
function starts(path) {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

function installByPlaywright() {
  const script = binary("@playwright/test", "playwright");
  return succeeds("Installing Chromium by Playwright", async () => {
    await run(process.execPath, [script, "install", "chromium"], { what: "playwright install" });
  });
}

async function installByApt() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["chromium", "fonts-noto-cjk"];
  return succeeds("Installing Chromium by apt", async () => {
    await run("apt-get", ["update"], { what: "apt-get update", env });
    const args = ["install", "-y", "--no-install-recommends", ...packages];
    await run("apt-get", args, { what: "apt-get install", env });
  });
}

/**
 * @param {string} what
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>}
 */
async function succeeds(what, work) {
  try {
    await step(what, work);
    return true;
  } catch (error) {
    process.stderr.write(`  ${error instanceof Error ? error.message.split("\n")[0] : error}\n`);
    return false;
  }
}
