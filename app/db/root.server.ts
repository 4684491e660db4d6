import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder that holds package.json, prisma/ and node_modules: the nearest above this file, so the
 * same answer comes from the source tree and from a bundle under build/.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) || !existsSync(join(folder, "prisma"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no folder above this program holds prisma/");
    folder = parent;
  }
  return folder;
}
