import { ensureBuilt } from "../../../app/cli/launch/build.mjs";
import { ensureGenerated } from "../../../app/cli/launch/generate.mjs";
import { ensureInstalled } from "../../../app/cli/launch/install.mjs";
import { fail } from "../../../app/cli/launch/say.mjs";
import { browser } from "./browser.mjs";
import { lint, types } from "./checks.mjs";
import { integration, vitest } from "./vitest.mjs";

/**
 * What a stage counted; `notes` are printed under its line.
 * @typedef {{ passed: number, failed: number, skipped: readonly string[], note?: string }} Outcome
 * @typedef {{ name: string, run(): Promise<Outcome> }} Stage
 */

/** @type {readonly Stage[]} */
const stages = [
  { name: "types", run: types },
  { name: "lint", run: lint },
  { name: "tidy", run: () => vitest("tidy") },
  { name: "unit", run: () => vitest("unit") },
  { name: "property", run: () => vitest("property") },
  { name: "integration", run: integration },
  { name: "contract", run: () => vitest("contract") },
  { name: "build", run: built },
  { name: "kill", run: () => vitest("kill") },
  { name: "browser", run: browser },
];

/**
 * Runs every stage, also after one has failed, and ends with `N passed, N failed`.
 * @param {readonly string[]} chosen names of stages; none means all
 */
export async function runStages(chosen) {
  const unknown = chosen.filter((name) => stages.every((stage) => stage.name !== name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No stage ${unknown.join(", ")}: ${stages.map((s) => s.name).join(", ")}\n`,
    );
    process.exit(2);
  }
  try {
    await ensureInstalled();
    await ensureGenerated();
  } catch (error) {
    fail(error);
  }
  const lines = [];
  const sum = { passed: 0, failed: 0 };
  for (const stage of stages) {
    if (chosen.length > 0 && !chosen.includes(stage.name)) continue;
    process.stdout.write(`\n── ${stage.name}\n`);
    const started = performance.now();
    const outcome = await attempt(stage);
    lines.push(...summary(stage.name, outcome, performance.now() - started));
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
  }
  process.stdout.write(`\n${lines.join("\n")}\n\n${sum.passed} passed, ${sum.failed} failed\n`);
  process.exitCode = sum.failed === 0 ? 0 : 1;
}

/**
 * @param {Stage} stage
 * @returns {Promise<Outcome>}
 */
async function attempt(stage) {
  try {
    return await stage.run();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1, skipped: [] };
  }
}

/**
 * @param {string} name
 * @param {Outcome} outcome
 * @param {number} ms
 */
function summary(name, { passed, failed, skipped, note }, ms) {
  const count = passed + failed === 0 ? "ok" : `${passed} passed, ${failed} failed`;
  const time = `${(ms / 1000).toFixed(1)} s`.padStart(8);
  const line = `${name.padEnd(12)}${time}  ${count}${note === undefined ? "" : ` (${note})`}`;
  return [line, ...skipped.map((test) => `${" ".repeat(22)}skipped: ${test}`)];
}

/** @returns {Promise<Outcome>} */
async function built() {
  await ensureBuilt();
  return { passed: 0, failed: 0, skipped: [] };
}
