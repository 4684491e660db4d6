import { existsSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, setStamp, stamp } from "./fingerprint.mjs";
import { exclusive } from "./lock.mjs";
import { root } from "./paths.mjs";
import { step } from "./say.mjs";
import { binary, run } from "./tool.mjs";

const generated = join(root, "app", "db", "generated");

/** Makes the Prisma client from the schema unless this schema's client is already there. */
export async function ensureGenerated() {
  if (fresh()) return;
  await exclusive("generate", async () => {
    if (fresh()) return;
    const wanted = wantedStamp();
    await step("Generating the database client", () =>
      run(process.execPath, [binary("prisma"), "generate"], { what: "prisma generate" }),
    );
    setStamp("generate", wanted);
  });
}

function fresh() {
  return existsSync(generated) && stamp("generate") === wantedStamp();
}

function wantedStamp() {
  return fingerprint(["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"]);
}
