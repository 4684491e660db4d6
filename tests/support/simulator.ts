import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface SimulatorProcess {
  /** What the process said when it was ready: its addresses by name. */
  readonly addresses: Record<string, string>;
  readonly pid: number;
  /** Ends the process as the demo does: by breaking the channel. */
  stop(): Promise<void>;
}

/** Starts a simulator as a process of its own, as the demo does. */
export function startSimulator(
  name: "collector" | "inbox" | "stripe",
  argv: readonly string[] = [],
): Promise<SimulatorProcess> {
  const path = fileURLToPath(new URL(`../../app/simulators/${name}/main.ts`, import.meta.url));
  const child = fork(path, [...argv], { execArgv: ["--import", "tsx"], stdio: "pipe" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once("exit", () => reject(new Error(`${name} ended: ${complaint}`)));
    child.once("message", (message: Record<string, string>) => {
      const { type: _, ...addresses } = message;
      const stop = (): Promise<void> => {
        if (child.connected) child.disconnect();
        return ended;
      };
      resolve({ addresses, pid: child.pid!, stop });
    });
  });
}
