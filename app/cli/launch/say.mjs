/** What a person must read: shown as one line without a stack, with exit code 1. */
export class Stop extends Error {}

/**
 * Shows that something is being done, and for how long it took.
 * @template T
 * @param {string} what e.g. "Installing packages"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const redraw = process.stderr.isTTY === true;
  process.stderr.write(redraw ? `  ${what} …` : `  ${what} …\n`);
  const draw = () => process.stderr.write(redraw ? `\r  ${what} … ${seconds()}` : "");
  const still = () => process.stderr.write(`  ${what} … ${seconds()} so far\n`);
  const timer = redraw ? setInterval(draw, 200) : setInterval(still, 15_000);
  try {
    const result = await work();
    process.stderr.write(redraw ? `\r  ${what}: ${seconds()}   \n` : `  ${what}: ${seconds()}\n`);
    return result;
  } catch (error) {
    if (redraw) process.stderr.write("\n");
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** @param {string} line */
export function note(line) {
  process.stderr.write(`  ${line}\n`);
}

/**
 * Ends the process: one line for what a person can mend, a stack for our own faults.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  const known = explain(error);
  if (known !== null) process.stderr.write(`${known}\n`);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

/**
 * The one line for failures that machines have and code does not.
 * @param {unknown} error
 * @returns {string | null}
 */
export function explain(error) {
  if (error instanceof Stop) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC") return "The disk is full: make room and run the command again.";
  if (code === "ENOTDIR" || code === "EEXIST") {
    const path = /** @type {{ path?: string }} */ (error).path ?? "a path";
    return `${path} is in the way of a folder: remove it or set EVENKEEL_HOME to another folder.`;
  }
  if (code === "EACCES" || code === "EROFS") {
    const path = /** @type {{ path?: string }} */ (error).path ?? "a file";
    return `Not allowed to write ${path}: mend its owner or set EVENKEEL_HOME to another folder.`;
  }
  return null;
}
