// node --import tsx app/cli/dev/migration-diff.ts NAME
// Writes prisma/migrations/<next number>_NAME/migration.sql: what schema.prisma says beyond the
// migrations so far, found on a throw-away database.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPool } from "#app/db/connection.server.ts";
import { startEmbedded } from "#app/db/embedded/server.server.ts";
import { migrate } from "#app/db/migrate.server.ts";
import { projectRoot } from "#app/db/root.server.ts";
import { schemaDiff } from "./schema-diff.ts";

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("usage: node --import tsx app/cli/dev/migration-diff.ts name_of_the_change");
  process.exit(2);
}
const root = projectRoot();
const sql = await diffOnScratch();
if (sql === "") console.log("schema.prisma and the migrations agree: nothing to write");
else console.log(`wrote ${write(sql)}`);
// The engine leaves a timer of ten seconds behind.
process.exit(0);

async function diffOnScratch(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), "evenkeel-diff-"));
  chmodSync(home, 0o755);
  const log = { info: () => {}, warn: console.error };
  const server = await startEmbedded({ home, log, trust: true, settings: { fsync: "off" } });
  const pool = openPool({ url: server.adminUrl });
  try {
    await migrate(pool, root);
    return await schemaDiff(server.adminUrl, root);
  } finally {
    await pool.end();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function write(text: string): string {
  const migrations = join(root, "prisma", "migrations");
  const numbers = readdirSync(migrations).map((folder) => Number.parseInt(folder, 10) || 0);
  const number = String(Math.max(0, ...numbers) + 1).padStart(4, "0");
  const file = join(migrations, `${number}_${name}`, "migration.sql");
  mkdirSync(join(file, ".."));
  writeFileSync(file, `${text}\n`);
  return file;
}
