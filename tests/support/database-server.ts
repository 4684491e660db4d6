import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openPool } from "#app/db/connection.server.ts";
import { startEmbedded } from "#app/db/embedded/server.server.ts";
import { migrate } from "#app/db/migrate.server.ts";

/** What the files of a run are told of their server. */
export interface TestServer {
  /** A role that may create databases. */
  readonly adminUrl: string;
  /** The role that the program uses; its database is the migrated template. */
  readonly templateUrl: string;
  /** Databases of this run begin with it. */
  readonly prefix: string;
  /** Folder for the locks of databases that are lent out. */
  readonly locks: string;
}

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/**
 * Once a run: the server of TEST_DATABASE_URL, or the embedded one in a folder of its own, with one
 * migrated template that every file's database is copied from. Says which server it was.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "evenkeel-test-"));
  chmodSync(home, 0o755);
  const locks = join(home, "locks");
  mkdirSync(locks);
  const server = await serverFor(home);
  const prefix = `ek_test_${process.pid}_${Date.now().toString(36)}`;
  const template = `${prefix}_template`;
  const templateUrl = withDatabase(server.appUrl, template);
  const owner = new URL(server.appUrl).username;
  await onServer(server.adminUrl, async (admin) => {
    await admin.query(`create database ${template} owner ${owner}`);
    const { rows } = await admin.query("select version() as version");
    process.stdout.write(`database: ${rows[0].version.split(" on ")[0]}, ${server.name}\n`);
  });
  const pool = openPool({ url: templateUrl });
  await migrate(pool);
  await pool.end();
  project.provide("testServer", { adminUrl: server.adminUrl, templateUrl, prefix, locks });
  return async () => {
    await onServer(server.adminUrl, (admin) => dropAll(admin, prefix));
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
}

interface Server {
  readonly name: string;
  readonly adminUrl: string;
  readonly appUrl: string;
  stop(): Promise<void>;
}

async function serverFor(home: string): Promise<Server> {
  const named = process.env.TEST_DATABASE_URL;
  if (named !== undefined && named !== "") {
    return { name: "TEST_DATABASE_URL", adminUrl: named, appUrl: named, stop: async () => {} };
  }
  // Tests kill processes, not the machine: nothing is lost without fsync.
  const settings = { fsync: "off", max_connections: "200" };
  const log = { info: console.log, warn: console.warn };
  const embedded = await startEmbedded({ home, log, trust: true, settings });
  const { adminUrl, url } = embedded;
  return { name: "embedded", adminUrl, appUrl: url, stop: () => embedded.stop() };
}

/** The same server and role, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** One connection for a short piece of work. */
export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function dropAll(admin: pg.Client, prefix: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname like $1",
    [`${prefix}%`],
  );
  for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`);
}
