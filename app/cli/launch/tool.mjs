import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";
import { Stop } from "./say.mjs";

/**
 * Runs a program to its end, keeping what it prints for the case that it fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, what: string }} options what: named when it fails
 * @returns {Promise<string>} everything it printed
 */
export async function run(program, args, options) {
  const { code, output } = await finish(program, args, options.env ?? process.env);
  if (code === 0) return output;
  if (/ENOSPC|No space left on device/i.test(output)) {
    throw new Stop("The disk is full: make room and run the command again.");
  }
  throw new Stop(`${options.what} failed (exit ${code}):\n${causeIn(output)}`);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, output: string }>}
 */
function finish(program, args, env) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === "win32" && program.endsWith(".cmd");
    const child = spawn(program, args, {
      cwd: root,
      env,
      shell,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * What went wrong, out of all that a failed program printed: what Vite says between the failure and
 * the stack (long lists of files come after it), of any other program its last lines.
 * @param {string} output
 * @returns {string}
 */
export function causeIn(output) {
  const [, said] = output.split(/^.*Build failed in .*$/m);
  if (said === undefined) return tail(output, 40);
  const [words = said] = said.split(/^ {4}at /m);
  return tail(words.trim(), 40);
}

/**
 * @param {string} text
 * @param {number} lines
 */
export function tail(text, lines) {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}

/**
 * The script behind an installed package's command, to be run with this very Node.
 * @param {string} name of the package
 * @param {string} [command] when the package has several
 * @returns {string}
 */
export function binary(name, command = name) {
  const require = createRequire(join(root, "package.json"));
  const manifestPath = join(root, "node_modules", name, "package.json");
  const bin = require(manifestPath).bin;
  return join(dirname(manifestPath), typeof bin === "string" ? bin : bin[command]);
}
