import { spawn } from "node:child_process";
import { root } from "../../../app/cli/launch/paths.mjs";

const longestMs = 22 * 60_000;

/**
 * Runs a tool with this Node and lets it print as it goes. One that hangs is ended: the stages
 * after it still have something to say.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code
 */
export function show(script, args, env = process.env) {
  return new Promise((resolve, reject) => {
    /** @type {import("node:child_process").StdioOptions} */
    const stdio = ["ignore", "inherit", "inherit"];
    const child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio });
    const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    process.on("SIGINT", pass).on("SIGTERM", pass);
    const limit = setTimeout(() => {
      process.stdout.write(`\nEnded after ${longestMs / 60_000} minutes without a result.\n`);
      child.kill("SIGKILL");
    }, longestMs);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(limit);
      process.off("SIGINT", pass).off("SIGTERM", pass);
      resolve(code ?? 1);
    });
  });
}
