import { createReadStream, createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { Database } from "#app/db/database.server.ts";
import { system } from "#app/services/act.server.ts";
import { importAccounts } from "#app/services/imports/import-accounts.server.ts";
import { csvOf, plainRow } from "../support/account-file.ts";
import { somePortfolio, testRuntime } from "../support/runtime.ts";
import type { Bed } from "./bed.ts";
import { elapsed, type Row, ratesInTurn } from "./table.ts";

const rows = 300_000;
const tables = ["debtor", "account"] as const;

/** An account file, read, checked, sealed and stored, against COPY of what it became. */
export async function importRows(bed: Bed): Promise<Row[]> {
  const path = join(bed.home, "accounts.csv");
  writeFile(path);
  const ratio = await bed.withDatabase(async (target) => {
    await bed.withDatabase((db) => bringIn(db, path).then(() => keepRows(db, bed.home)));
    for (const table of tables) {
      await target.query(`create table copied_${table} (like ${table} including all)`);
    }
    return ratesInTurn(
      () => bed.withDatabase((db) => bringIn(db, path)),
      () => copyIn(target, bed.home),
    );
  });
  const what = `account import of ${rows.toLocaleString("en")} rows`;
  const against = "COPY of the same rows into the same indexes";
  return [{ what, against, ratio, floor: 0.25, goal: 0.5, better: "more" }];
}

/** In parts, so that the file never stands in memory as a whole. */
function writeFile(path: string): void {
  const step = 10_000;
  writeFileSync(path, "");
  for (let from = 0; from < rows; from += step) {
    const part = csvOf(Array.from({ length: step }, (_, index) => plainRow(from + index + 1)));
    writeFileSync(path, from === 0 ? part : part.slice(part.indexOf("\n") + 1), { flag: "a" });
  }
}

async function bringIn(db: Database, path: string): Promise<number> {
  const runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  const order = { path, fileName: "accounts.csv", dryRun: false };
  return elapsed(async () => {
    const done = await importAccounts(runtime, system, portfolio, order);
    if (!done.ok || done.value.inserted !== rows) throw new Error(JSON.stringify(done));
  });
}

async function keepRows(db: Database, folder: string): Promise<void> {
  await db.transaction(
    async ({ client }) => {
      for (const table of tables) {
        const out = client.query(copyTo(`copy ${table} to stdout`));
        await pipeline(out, createWriteStream(join(folder, table)));
      }
    },
    { statementTimeoutMs: 0 },
  );
}

async function copyIn(db: Database, folder: string): Promise<number> {
  await db.query(`truncate ${tables.map((table) => `copied_${table}`).join(", ")}`);
  return elapsed(() =>
    db.transaction(
      async ({ client }) => {
        for (const table of tables) {
          const into = client.query(copyFrom(`copy copied_${table} from stdin`));
          await pipeline(createReadStream(join(folder, table)), into);
        }
      },
      { statementTimeoutMs: 0 },
    ),
  );
}
