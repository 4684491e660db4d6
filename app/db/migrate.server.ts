import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { projectRoot } from "./root.server.ts";

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hex, as Prisma keeps it. */
  readonly checksum: string;
}

/** The number Prisma's own engine locks while it deploys: the two never run at once. */
const prismaLock = 72707369;

/**
 * Brings the database to this program's state: prisma/migrations in order, in one transaction, and
 * then the job queue's own tables. Keeps Prisma's history, so that `prisma migrate deploy` finds
 * nothing left to do. Two processes may call it at once. Answers the names that were applied.
 */
export async function migrate(pool: pg.Pool, root: string = projectRoot()): Promise<string[]> {
  const { rows } = await pool.query("select to_regclass('graphile_worker.migrations') as queue");
  const done = rows[0].queue !== null && (await pendingMigrations(pool, root)).length === 0;
  return done ? [] : deploy(pool, readMigrations(root));
}

async function deploy(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin; set local statement_timeout = 0");
    await client.query("set local idle_in_transaction_session_timeout = 0");
    await client.query(`select pg_advisory_xact_lock(${prismaLock})`);
    await client.query(historyTable);
    const left = unapplied(migrations, await readHistory(client));
    for (const migration of left) await apply(client, migration);
    await migrateQueue(pool);
    await client.query("commit");
    return left.map((migration) => migration.name);
  } catch (error) {
    await client.query("rollback").catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Names of migrations that this program has and the database has not; empty: ready to serve. */
export async function pendingMigrations(
  pool: pg.Pool,
  root: string = projectRoot(),
): Promise<string[]> {
  const { rows } = await pool.query("select to_regclass('_prisma_migrations') as kept");
  const history = rows[0].kept === null ? [] : await readHistory(pool);
  return unapplied(readMigrations(root), history).map((migration) => migration.name);
}

export function readMigrations(root: string): Migration[] {
  const folder = join(root, "prisma", "migrations");
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .map((name) => {
      const bytes = readFileSync(join(folder, name, "migration.sql"));
      const checksum = createHash("sha256").update(bytes).digest("hex");
      return { name, sql: bytes.toString("utf8"), checksum };
    });
}

const historyTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

interface Applied {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

async function readHistory(client: pg.Pool | pg.PoolClient): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
  return rows;
}

/** Refuses a history that this program cannot build on, in one line. */
function unapplied(migrations: readonly Migration[], history: readonly Applied[]): Migration[] {
  const applied = new Map(history.map((entry) => [entry.name, entry]));
  for (const { name, checksum } of migrations) {
    const entry = applied.get(name);
    if (entry?.finished === false) throw new Error(`migration ${name} failed earlier: mend it`);
    if (entry !== undefined && entry.checksum !== checksum) {
      throw new Error(`migration ${name} was changed after this database had applied it`);
    }
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql);
  } catch (error) {
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, {
      cause: error,
    });
  }
  await client.query(
    `insert into _prisma_migrations
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

/** The queue keeps its own history, on its own connection, while our lock is held. */
async function migrateQueue(pool: pg.Pool): Promise<void> {
  const { Logger, runMigrations } = await import("graphile-worker");
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}
