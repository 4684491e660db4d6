import pg from "pg";

/** Settings of the pool; sensible for one web process of several. */
export interface ConnectionOptions {
  /** postgresql://…; `?pgbouncer=true` leaves out what a transaction pooler cannot keep. */
  readonly url: string;
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  readonly statementTimeoutMs?: number;
  readonly onError?: (error: Error) => void;
}

const oid = { int8: 20, date: 1082, textArray: 1009, int8Array: 1016, dateArray: 1182 };
const textArray = pg.types.getTypeParser(oid.textArray) as (text: string) => string[];

/** bigint for int8, "YYYY-MM-DD" for date (a day has no zone); the rest as pg reads it. */
const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, BigInt],
  [oid.date, (text) => text],
  [oid.int8Array, (text) => textArray(text).map((item) => (item === null ? null : BigInt(item)))],
  [oid.dateArray, textArray],
]);

const getTypeParser = ((type: number, format?: "text" | "binary") =>
  (format === "binary" ? undefined : parsers.get(type)) ??
  pg.types.getTypeParser(type, format as "text")) as typeof pg.types.getTypeParser;

/** A pool whose sessions speak UTC and give up on statements that run too long. */
export function openPool(options: ConnectionOptions): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(options), max: options.poolSize ?? 10 });
  const report = (error: Error): void => {
    if (!pool.ending) options.onError?.(error);
  };
  // Without listeners a connection that the server drops would end the whole process.
  pool.on("error", report);
  pool.on("connect", (client) => void client.on("error", report));
  return pool;
}

/** What one connection of this program asks for. */
export function clientConfig(options: ConnectionOptions): pg.ClientConfig {
  const { url, pooled } = readUrl(options.url);
  const session = {
    options: "-c TimeZone=UTC",
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
  };
  return {
    connectionString: url,
    application_name: options.applicationName ?? "evenkeel",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser },
    ...(pooled ? {} : session),
  };
}

/** PgBouncer in transaction mode refuses start-up settings that it does not know. */
export function readUrl(text: string): { url: string; pooled: boolean } {
  const url = new URL(text);
  const pooled = url.searchParams.get("pgbouncer") === "true";
  url.searchParams.delete("pgbouncer");
  return { url: url.toString(), pooled };
}
