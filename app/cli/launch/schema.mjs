import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { Stop } from "./say.mjs";

const schema = "app/simulators/stripe/schema/bodies.json";

/**
 * The simulator's bodies are checked by a schema made from the SDK's types: one of another version
 * would prove nothing, so that nothing is built with it.
 * @param {string} [folder] the project
 */
export function ensureSchemaFits(folder = root) {
  const made = madeFor(join(folder, schema));
  const package_ = readFileSync(join(folder, "node_modules/stripe/package.json"), "utf8");
  const installed = String(JSON.parse(package_).version);
  if (made === installed) return;
  throw new Stop(
    `${schema} was made from stripe ${made}, and ${installed} is installed: run ` +
      "node --import tsx app/simulators/stripe/schema/generate.ts",
  );
}

/**
 * The first lines name the version; the rest is half a megabyte.
 * @param {string} path
 */
function madeFor(path) {
  const file = openSync(path, "r");
  const head = Buffer.alloc(200);
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return /"sdk": "([^"]+)"/.exec(head.toString("utf8"))?.[1] ?? "?";
}
