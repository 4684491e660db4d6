import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache } from "../../../app/cli/launch/paths.mjs";
import { binary } from "../../../app/cli/launch/tool.mjs";
import { withOlderPostgres } from "./older-postgres.mjs";
import { show } from "./show.mjs";

/**
 * Runs one project of vitest.config.ts.
 * @param {string} project
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import("./all.mjs").Outcome>}
 */
export async function vitest(project, env = process.env) {
  const report = join(cache, "tests", `${project}.json`);
  mkdirSync(join(cache, "tests"), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await show(binary("vitest"), ["run", "--project", project, ...reporters], env);
  return counted(report, code);
}

/**
 * The suite on the embedded PostgreSQL and, where one is named or found, on an older server.
 * @returns {Promise<import("./all.mjs").Outcome>}
 */
export async function integration() {
  const { TEST_DATABASE_URL: _, ...bare } = process.env;
  const embedded = await vitest("integration", bare);
  const older = await withOlderPostgres(async (server) => {
    process.stdout.write(`\n── integration, again, on ${server.name}\n`);
    const outcome = await vitest("integration", { ...process.env, TEST_DATABASE_URL: server.url });
    return { ...outcome, name: server.name };
  });
  const note = `embedded PostgreSQL 17${older === null ? "; no older server here" : ""}`;
  if (older === null) {
    return { ...embedded, skipped: [...embedded.skipped, "all of it on PostgreSQL 15"], note };
  }
  return {
    passed: embedded.passed + older.passed,
    failed: embedded.failed + older.failed,
    skipped: [...new Set([...embedded.skipped, ...older.skipped])],
    note: `${note}, ${older.name}`,
  };
}

/**
 * A file that could not even be loaded has no tests and counts as one failure, and so does a run
 * that ends with an error although every test passed.
 * @param {string} report
 * @param {number} code
 */
function counted(report, code) {
  if (!existsSync(report)) throw new Error("The tests did not run to their end.");
  const { testResults } = /** @type {Report} */ (JSON.parse(readFileSync(report, "utf8")));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const count = (/** @type {string} */ status) => tests.filter((t) => t.status === status);
  const broken = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((t) => t.status !== "failed"),
  );
  const failed = count("failed").length + broken.length;
  return {
    passed: count("passed").length,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: [...count("pending"), ...count("skipped"), ...count("todo")].map((t) => t.fullName),
  };
}

/**
 * @typedef {{ status: string, fullName: string }} Test
 * @typedef {{ testResults: { status: string, assertionResults: Test[] }[] }} Report
 */
