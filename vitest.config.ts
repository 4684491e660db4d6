import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

/** Two cores are shared with a database and a browser: files run in a few processes only. */
const processes = { pool: "forks", maxWorkers: 3 } as const;

/** A kind of test: its folders, and what it needs before the first file. */
const project = (
  name: string,
  folders: string,
  more: TestProjectInlineConfiguration["test"] = {},
): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [`tests/${folders}/**/*.test.{ts,tsx}`],
    environment: "node",
    env: { TZ: "UTC", NODE_ENV: "test" },
    // Generous: a slow machine is not a fault; a hang is ended by the stage.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...processes,
    ...more,
  },
});

const database = {
  globalSetup: ["tests/support/database-server.ts"],
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

/** Needs what is built, and both processors for itself. */
const killing = "tests/faults/kill/**";

export default defineConfig({
  test: {
    projects: [
      project("tidy", "tidy"),
      project("unit", "unit", { testTimeout: 60_000 }),
      project("property", "property", { testTimeout: 300_000 }),
      project("integration", "{integration,faults}", { ...database, exclude: [killing] }),
      project("contract", "contract"),
      project("kill", "faults/kill", { testTimeout: 600_000, hookTimeout: 600_000 }),
    ],
  },
});
