import { afterAll, beforeAll, inject } from "vitest";
import { type Database, openDatabase } from "#app/db/database.server.ts";
import { onServer, type TestServer, withDatabase } from "./database-server.ts";
import { leaseSlot } from "./slots.ts";

/**
 * A database for the tests of this file: empty but migrated, and nobody else's until the file ends.
 * Call it at the top of the file; ask it only inside tests and hooks.
 */
export function withTestDatabase(): Database {
  let opened: { database: Database; release(): void } | null = null;
  beforeAll(async () => {
    const server = inject("testServer");
    const slot = leaseSlot(server.locks);
    const url = await emptyDatabase(server, slot.number);
    opened = { database: openDatabase({ url, poolSize: 20 }), release: slot.release };
  });
  afterAll(async () => {
    await opened?.database.close();
    opened?.release();
  });
  const now = (): Database => {
    if (opened === null) throw new Error("the test database opens before the first test");
    return opened.database;
  };
  return {
    query: (sql, params) => now().query(sql, params),
    transaction: (work, options) => now().transaction(work, options),
    listen: (channel, heard) => now().listen(channel, heard),
    close: () => now().close(),
    get prisma() {
      return now().prisma;
    },
    get pool() {
      return now().pool;
    },
    get url() {
      return now().url;
    },
  };
}

/** A fresh copy of the template, or one that an earlier file left, emptied. Answers its address. */
async function emptyDatabase(server: TestServer, slot: number): Promise<string> {
  const name = `${server.prefix}_${slot}`;
  const exists = await onServer(server.adminUrl, async (admin) => {
    const { rowCount } = await admin.query("select from pg_database where datname = $1", [name]);
    return rowCount === 1;
  });
  if (!exists || !(await truncated(withDatabase(server.adminUrl, name)))) {
    await copyTemplate(server, name);
  }
  return withDatabase(server.templateUrl, name);
}

/** Empties all tables past the append-only triggers; false where the role may not do so. */
function truncated(url: string): Promise<boolean> {
  return onServer(url, async (admin) => {
    const { rows } = await admin.query(tablesText);
    try {
      await admin.query("set session_replication_role = replica");
      await admin.query(`truncate ${rows[0].tables} restart identity`);
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === "42501") return false;
      throw error;
    }
  });
}

const tablesText = `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables
  from pg_tables
  where (schemaname = 'public' and tablename <> '_prisma_migrations')
    or (schemaname = 'graphile_worker' and tablename <> 'migrations')`;

async function copyTemplate(server: TestServer, name: string): Promise<void> {
  const template = new URL(server.templateUrl);
  await onServer(server.adminUrl, async (admin) => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(
      `create database ${name} template ${template.pathname.slice(1)} owner ${template.username}`,
    );
  });
}
