import { binary } from "../../../app/cli/launch/tool.mjs";
import { show } from "./show.mjs";

/** @returns {Promise<import("./all.mjs").Outcome>} */
export async function types() {
  return whole(await show(binary("typescript", "tsc"), ["--noEmit", "-p", "."]));
}

/** @returns {Promise<import("./all.mjs").Outcome>} */
export async function lint() {
  return whole(await show(binary("@biomejs/biome", "biome"), ["check", "."]));
}

/**
 * A check that counts nothing: it adds nothing when it passes and one failure when it does not.
 * @param {number} code
 */
function whole(code) {
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [] };
}
