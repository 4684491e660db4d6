import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "#app/db/database.server.ts";
import { startEmbedded } from "#app/db/embedded/server.server.ts";
import { migrate } from "#app/db/migrate.server.ts";
import { onServer, withDatabase } from "../support/database-server.ts";

/** A PostgreSQL that fsyncs, for one run of the bench. */
export interface Bed {
  /** A folder of this run. */
  readonly home: string;
  /** An empty, migrated database of its own for some work. */
  withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const clients = 8;

export async function openBed(): Promise<Bed> {
  const home = mkdtempSync(join(tmpdir(), "evenkeel-bench-"));
  chmodSync(home, 0o755);
  const log = { info: () => undefined, warn: console.warn };
  const server = await startEmbedded({ home, log, trust: true });
  await prepare(server.url);
  const owner = new URL(server.url).username;
  let made = 0;
  return {
    home,
    async withDatabase(work) {
      made += 1;
      const name = `bench_${made}`;
      const command = `create database ${name} template evenkeel owner ${owner}`;
      await onServer(server.adminUrl, (admin) => admin.query(command));
      const db = openDatabase({ url: withDatabase(server.url, name), poolSize: clients });
      try {
        return await work(db);
      } finally {
        await db.close();
        await onServer(server.adminUrl, (admin) => admin.query(`drop database ${name}`));
      }
    },
    async close() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function prepare(url: string): Promise<void> {
  const db = openDatabase({ url, poolSize: 2 });
  await migrate(db.pool);
  await db.close();
}
