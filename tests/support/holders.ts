import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isAlive, runningPostmaster } from "#app/db/embedded/postmaster.server.ts";

export interface Held {
  readonly url: string;
  readonly pid: number;
  readonly joined: boolean;
  /** Instead of the others, when it was refused. */
  readonly refused?: string;
}

export interface Holder extends Held {
  readonly process: ChildProcess;
  /** Lets it end by itself. */
  leave(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** A data folder that an unprivileged database can reach. */
export function scratchHome(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "evenkeel-embedded-"));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Another process that uses the embedded database of a home (embedded-holder.ts). */
export async function hold(home: string, how: "start" | "join"): Promise<Holder> {
  const script = fileURLToPath(new URL("./embedded-holder.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, home, how], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", () => reject(new Error("the holder ended without a word")));
  });
  return {
    ...(JSON.parse(said) as Held),
    process: child,
    async leave() {
      child.stdin.end();
      await ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Waits until it holds, and fails after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string) {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error(`after ten seconds it still did not hold that ${what}`);
}

/** No process of that number, and no server on the home. */
export const isGone = (home: string, pid: number): boolean =>
  runningPostmaster(join(home, "postgres", "data")) === null && !(isAlive(pid) && !isZombie(pid));

/** In a container without a proper first process, the dead may stay listed. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
