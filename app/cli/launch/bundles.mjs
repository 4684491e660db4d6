import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { Stop } from "./say.mjs";

/** The processes of Evenkeel: the name of each bundle and the file it starts from. */
const entries = {
  database: "app/db/embedded/main.server.ts",
  web: "app/cli/processes/web.ts",
  "web-dev": "app/cli/processes/web-dev.ts",
  worker: "app/cli/processes/worker.ts",
  seed: "prisma/seed/main.ts",
  cli: "app/cli/main.ts",
  stripe: "app/simulators/stripe/main.ts",
  inbox: "app/simulators/inbox/main.ts",
  collector: "app/simulators/collector/main.ts",
};

/** Small packages that start faster inside the bundle; all others stay in node_modules. */
const inlined = new Set(["temporal-polyfill", "temporal-utils", "zod"]);

/**
 * Bundles some of the processes into a folder; shared code goes into shared chunks.
 * @param {string} folder
 * @param {readonly (keyof typeof entries)[]} [names] all by default
 * @returns {Promise<string[]>} every file that was read, from the project's folder
 */
export async function bundle(folder, names) {
  const esbuild = await import("esbuild");
  const chosen = Object.entries(entries).filter(
    ([name, path]) =>
      (names === undefined || names.some((wanted) => wanted === name)) &&
      existsSync(join(root, path)),
  );
  const building = esbuild.build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(chosen),
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    jsx: "automatic",
    sourcemap: "linked",
    metafile: true,
    logLevel: "silent",
    plugins: [packagesStay],
  });
  const result = await building.catch((error) => {
    throw new Stop(`Bundling failed: ${error.message}`);
  });
  return Object.keys(result.metafile.inputs);
}

/** @type {import("esbuild").Plugin} */
const packagesStay = {
  name: "packages stay in node_modules",
  setup(build) {
    build.onResolve({ filter: /^[^.#/]/ }, ({ path, kind }) => {
      if (kind === "entry-point" || /^[a-z]:/i.test(path)) return null;
      const [scope = "", name = ""] = path.split("/");
      return inlined.has(scope.startsWith("@") ? `${scope}/${name}` : scope)
        ? null
        : { path, external: true };
    });
  },
};
