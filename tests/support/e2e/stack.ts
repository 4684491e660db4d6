import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 300_000;

/**
 * Starts the very demo that `npm run demo` starts, in a data folder of its own, once for all
 * browser tests, and hands its folder to them by EVENKEEL_E2E_HOME. With that variable already set,
 * a demo that runs there is used and left running. What the processes printed stays behind in
 * test-results/demo-logs.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  const given = process.env.EVENKEEL_E2E_HOME;
  if (given !== undefined && existsSync(join(given, "demo.json"))) return async () => {};
  const home = mkdtempSync(join(tmpdir(), "evenkeel-e2e-"));
  // The database may run as another user, who has to pass through this folder.
  chmodSync(home, 0o755);
  process.env.EVENKEEL_E2E_HOME = home;
  const { PORT: _port, DATABASE_URL: _url, ...env } = process.env;
  const demo = spawn(process.execPath, ["app/cli/launch/demo.mjs"], {
    env: { ...env, EVENKEEL_HOME: home, PORT: "3100" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await ready(demo, home);
  return async () => {
    const ended = new Promise((resolve) => demo.once("exit", resolve));
    demo.kill("SIGINT");
    await ended;
    cpSync(join(home, "logs"), "test-results/demo-logs", { recursive: true });
    rmSync(home, { recursive: true, force: true });
  };
}

async function ready(demo: ChildProcess, home: string): Promise<void> {
  const startedAt = performance.now();
  while (!existsSync(join(home, "demo.json"))) {
    if (demo.exitCode !== null) throw new Error("the demo ended before it was ready");
    if (performance.now() - startedAt > patienceMs) throw new Error("the demo was never ready");
    await sleep(100);
  }
}
