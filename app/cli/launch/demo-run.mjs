import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cardText } from "./card.mjs";
import { Family } from "./family.mjs";
import { ensureInstalled, ensureRoom } from "./install.mjs";
import { settingsFile } from "./join-demo.mjs";
import { exclusive } from "./lock.mjs";
import { watchNpm } from "./npm-parent.mjs";
import { home } from "./paths.mjs";
import { claim, claimed } from "./running.mjs";
import { fail, note, step } from "./say.mjs";
import { startStack } from "./stack.mjs";

/**
 * Installs, builds, starts everything, prints the card and stays until it is told to stop.
 * @param {import("./stack.mjs").Kind} kind
 */
export async function demo(kind) {
  const folder = home();
  try {
    const giveBack = await takeFolder(folder);
    if (giveBack === null) return await showRunning(folder);
    const family = new Family(kind.bundles, join(folder, "logs"), (name, words) => {
      note(`The ${name} process ended unexpectedly:\n${words}`);
      void end(1);
    });
    const end = endOnce(family, () => {
      removeCard(folder);
      giveBack();
    });
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.on(signal, () => void end(0));
    }
    watchNpm(() => void end(0));
    await serve(kind, folder, family).catch(async (error) => {
      await end(1, error);
    });
  } catch (error) {
    fail(error);
  }
}

/**
 * One demo a data folder; a second one is told so and shows the card of the first. The folder can
 * be passed by everybody, so that a root's database, which runs as another user, can lie in it;
 * every file in it that holds a secret is 0600.
 * @param {string} folder
 */
async function takeFolder(folder) {
  mkdirSync(folder, { recursive: true });
  const work = async () => ((await claimed(folder)) ? null : claim(folder));
  return exclusive("demo-start", work, folder);
}

/**
 * @param {import("./stack.mjs").Kind} kind
 * @param {string} folder
 * @param {Family} family
 */
async function serve(kind, folder, family) {
  removeCard(folder);
  await ensureInstalled();
  await ensureRoom(folder, 300_000_000);
  await kind.build();
  const { card, settings } = await startStack(kind, folder, family);
  write(join(folder, settingsFile), settings);
  write(cardPath(folder), card);
  process.stdout.write(cardText(card, folder));
}

/**
 * Written aside and renamed: whoever waits for the file never reads half of it.
 * @param {string} path
 * @param {unknown} value
 */
function write(path, value) {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** @param {string} folder */
function removeCard(folder) {
  rmSync(cardPath(folder), { force: true });
  rmSync(join(folder, settingsFile), { force: true });
}

/** @param {string} folder */
function cardPath(folder) {
  return join(folder, "demo.json");
}

/** @param {string} folder */
async function showRunning(folder) {
  note(`A demo already runs in ${folder}; this is its card.`);
  await step("Waiting until it is ready", async () => {
    while (!existsSync(cardPath(folder)) && (await claimed(folder))) {
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  });
  if (!existsSync(cardPath(folder))) return note("It has ended; run the command again.");
  process.stdout.write(cardText(JSON.parse(readFileSync(cardPath(folder), "utf8")), folder));
}

/**
 * The first call ends everything; later ones, as from a second Ctrl-C, find it under way.
 * @param {Family} family
 * @param {() => void} tidyUp
 * @returns {(code: number, error?: unknown) => Promise<void>}
 */
function endOnce(family, tidyUp) {
  /** @type {Promise<void> | null} */
  let ending = null;
  return (code, error) => {
    ending ??= (async () => {
      await step("Stopping", () => family.stop());
      tidyUp();
      if (error !== undefined) fail(error);
      process.exit(code);
    })();
    return ending;
  };
}
