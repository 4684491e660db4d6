import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type ConnectionOptions, openPool, readUrl } from "./connection.server.ts";
import { PrismaClient } from "./generated/client.ts";
import { listenOn } from "./listen.server.ts";
import { statementNames } from "./prepared.server.ts";
import { refusalOf } from "./refusal.server.ts";

/** Anything that answers SQL: the database, or a transaction on it. */
export interface Queryable {
  /**
   * Runs one statement with `$1…` parameters. int8 comes back as bigint, date as "YYYY-MM-DD",
   * timestamptz as Date, jsonb as objects. Errors: see refusal.server.ts.
   */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<Row[]>;
}

export interface Tx extends Queryable {
  /** The connection itself: for COPY streams and cursors. */
  readonly client: pg.PoolClient;
}

export interface TransactionOptions {
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  readonly readOnly?: boolean;
  /** For each statement; 0: none (imports). */
  readonly statementTimeoutMs?: number;
  /** Times that the work is tried when it loses to another transaction; default 5. */
  readonly tries?: number;
}

export interface Database extends Queryable {
  /** Commits what `work` does, or nothing. `work` runs again after a deadlock or lost race. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Calls back for each NOTIFY on the channel; with null after a lost connection, when some may
   * have been missed. Answers how to stop.
   */
  listen(channel: string, heard: (payload: string | null) => void): Promise<() => Promise<void>>;
  /** For ordinary reads and forms, on the same connections. */
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the database; connects at the first question. */
export function openDatabase(options: ConnectionOptions): Database {
  const pool = openPool(options);
  const limits = { maxWait: 10_000, timeout: 10_000 };
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: limits });
  const nameOf = statementNames(!readUrl(options.url).pooled);
  const stops = new Set<() => Promise<void>>();
  const database: Database = {
    prisma,
    pool,
    url: options.url,
    async query(sql, params) {
      const client = await connect(pool);
      try {
        return await ask(client, nameOf, sql, params);
      } finally {
        client.release();
      }
    },
    transaction: (work, how = {}) => transact(pool, nameOf, work, how),
    async listen(channel, heard) {
      const stop = await listenOn(options, channel, heard);
      stops.add(stop);
      return async () => {
        stops.delete(stop);
        await stop();
      };
    },
    async close() {
      await Promise.all([...stops].map((stop) => stop()));
      await prisma.$disconnect();
      await pool.end();
    },
  };
  return database;
}

type NameOf = (sql: string) => string | undefined;

const connectPatienceMs = 5_000;

/** A connection; while the server restarts, waits for it: nothing has been said yet. */
async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  const startedAt = Date.now();
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      const away = refusalOf(error)?.kind === "unavailable";
      if (!away || Date.now() - startedAt > connectPatienceMs) throw error;
      await sleep(100);
    }
  }
}

async function ask<Row>(
  client: pg.PoolClient,
  nameOf: NameOf,
  sql: string,
  params?: readonly unknown[],
): Promise<Row[]> {
  const name = nameOf(sql);
  const values = params === undefined ? [] : [...params];
  const result = await client.query({ text: sql, values, ...(name === undefined ? {} : { name }) });
  return result.rows as Row[];
}

async function transact<T>(
  pool: pg.Pool,
  nameOf: NameOf,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const tries = options.tries ?? 5;
  for (let tried = 1; ; tried += 1) {
    try {
      return await transactOnce(pool, nameOf, work, options);
    } catch (error) {
      if (refusalOf(error)?.kind !== "conflict" || tried >= tries) throw error;
      await sleep(Math.random() * 10 * 2 ** tried);
    }
  }
}

async function transactOnce<T>(
  pool: pg.Pool,
  nameOf: NameOf,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const client = await connect(pool);
  let broken: Error | undefined;
  try {
    await client.query(beginText(options));
    const result = await work({ client, query: (sql, params) => ask(client, nameOf, sql, params) });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One round trip: what the transaction needs is set as it begins. */
function beginText(options: TransactionOptions): string {
  const isolation = options.isolation === undefined ? "" : ` isolation level ${options.isolation}`;
  const begin = `begin${isolation}${options.readOnly ? " read only" : ""}`;
  if (options.statementTimeoutMs === undefined) return begin;
  const limit = Math.trunc(options.statementTimeoutMs);
  const idle = limit === 0 ? "; set local idle_in_transaction_session_timeout = 0" : "";
  return `${begin}; set local statement_timeout = ${limit}${idle}`;
}
