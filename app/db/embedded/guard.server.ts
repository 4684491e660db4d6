import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../root.server.ts";
import { bareEnvironment } from "./environment.server.ts";

/** The small process that ends the database when its parent is gone (guard.mjs). */
export interface Guard {
  /** From now on this process is the one to end. */
  watch(pid: number): void;
  /** The database has ended, as it should: nothing is left to do. */
  release(): void;
  /** We go, others stay: the guard ends the database after the last of them. */
  handOver(): void;
}

/** @param users folder in which each process that uses the server leaves a file. */
export function startGuard(users: string): Guard {
  const script = join(projectRoot(), "app", "db", "embedded", "guard.mjs");
  // Detached: Ctrl-C in a terminal reaches every process of the foreground group.
  const child = spawn(process.execPath, [script, users, String(process.pid)], {
    cwd: "/",
    detached: true,
    ...bareEnvironment(),
    stdio: ["pipe", "ignore", "ignore"],
    windowsHide: true,
  });
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  // A pipe that is being watched would keep this process up.
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return {
    watch: (pid) => void child.stdin.write(`watch ${pid}\n`),
    release: () => void child.stdin.end("release\n"),
    handOver: () => void child.stdin.end(),
  };
}
