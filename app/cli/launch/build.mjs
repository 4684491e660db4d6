import "./node-version.mjs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./bundles.mjs";
import { fingerprint, setStamp, stamp } from "./fingerprint.mjs";
import { ensureGenerated } from "./generate.mjs";
import { ensureInstalled } from "./install.mjs";
import { exclusive } from "./lock.mjs";
import { built } from "./paths.mjs";
import { fail, note, step } from "./say.mjs";
import { ensureSchemaFits } from "./schema.mjs";
import { binary, run } from "./tool.mjs";

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  ensureInstalled().then(ensureBuilt).catch(fail);
}

/** Builds into build/ unless what lies there was made from these very sources. */
export async function ensureBuilt() {
  await ensureGenerated();
  if (upToDate()) return;
  await exclusive("build", async () => {
    if (upToDate()) return;
    const made = sources();
    ensureSchemaFits();
    await step("Building the pages", () =>
      run(process.execPath, [binary("@remix-run/dev", "remix"), "vite:build"], {
        what: "The build of the pages",
        env: { ...process.env, NODE_ENV: "production" },
      }),
    );
    await step("Bundling the processes", () => bundle(join(built, "bin")));
    setStamp("build", made);
    if (made !== sources())
      note("A source file changed during the build; the next run builds again.");
  });
}

function upToDate() {
  return existsSync(join(built, "bin")) && stamp("build") === sources();
}

/** The test folder, the launchers and the generated client are no source of the build. */
function sources() {
  const tools = ["vite.config.ts", "remix.config.js", "tsconfig.json", "package.json"];
  return fingerprint(
    ["app", "prisma", "public", "package-lock.json", ...tools],
    (path) =>
      path.startsWith("app/db/generated/") ||
      (path.startsWith("app/cli/launch/") && path !== "app/cli/launch/bundles.mjs"),
  );
}
