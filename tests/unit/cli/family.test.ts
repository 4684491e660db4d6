import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Family } from "#app/cli/launch/family.mjs";
import { alive } from "#app/cli/launch/lock.mjs";

const serves = 'process.send({ type: "ready", pid: process.pid }); setInterval(() => {}, 1000);';
const losses: string[] = [];
let folder = "";
let family: Family;

beforeEach(() => {
  losses.length = 0;
  folder = mkdtempSync(join(tmpdir(), "evenkeel-family-"));
  family = new Family(folder, join(folder, "logs"), (name) => losses.push(name));
});
afterEach(async () => {
  await family.stop();
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.js`), text);
}

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && alive(pid); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !alive(pid);
}

describe("the processes of a launcher", () => {
  test("start when they say so, and end with stop", async () => {
    program("web", serves);
    const { pid } = await family.start("web", [], process.env);
    expect(alive(Number(pid))).toBe(true);
    await family.stop();
    expect(alive(Number(pid))).toBe(false);
    expect(losses).toEqual([]);
  });

  test("one that does not go when asked is killed", { timeout: 20_000 }, async () => {
    program("deaf", `process.on("SIGTERM", () => {}); ${serves}`);
    const { pid } = await family.start("deaf", [], process.env);
    await family.stop();
    expect(alive(Number(pid))).toBe(false);
  });

  test("one that ends by itself is reported", async () => {
    program("web", serves);
    const { pid } = await family.start("web", [], process.env);
    process.kill(Number(pid), "SIGKILL");
    await gone(Number(pid));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(losses).toEqual(["web"]);
  });

  test("one that fails before it serves says why", async () => {
    program("web", 'console.error("The port is taken."); process.exit(1);');
    const start = family.start("web", [], process.env);
    await expect(start).rejects.toThrow("The web process ended unexpectedly:\nThe port is taken.");
  });

  test("a full disk is one line", async () => {
    program("web", 'console.error("write: No space left on device"); process.exit(1);');
    await expect(family.start("web", [], process.env)).rejects.toThrow(/^The disk is full: .*$/);
  });

  test("a piece of work hands its result over", async () => {
    program("seed", 'process.send({ type: "done", card: { apiKey: "k" } }); process.disconnect();');
    expect(await family.run("seed", [], process.env)).toMatchObject({ card: { apiKey: "k" } });
  });

  test("all end with a launcher that is killed", async () => {
    program("web", serves);
    const module = new URL("../../../app/cli/launch/family.mjs", import.meta.url).href;
    const text = `import { Family } from ${JSON.stringify(module)};
      const family = new Family(${JSON.stringify(folder)}, ${JSON.stringify(folder)}, () => {});
      console.log((await family.start("web", [], process.env)).pid);`;
    const launcher = spawn(process.execPath, ["--input-type=module", "-e", text]);
    const pid = await new Promise<number>((resolve) => {
      launcher.stdout.once("data", (line) => resolve(Number(line)));
    });
    expect(alive(pid)).toBe(true);
    launcher.kill("SIGKILL");
    expect(await gone(pid)).toBe(true);
  });
});
