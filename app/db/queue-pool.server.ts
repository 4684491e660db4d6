import pg from "pg";
import { readUrl } from "./connection.server.ts";

interface QueueConnections {
  readonly url: string;
  readonly size: number;
  readonly onError: (error: Error) => void;
}

/**
 * Connections for the queue's library, which reads numbers in another form than our pool gives
 * them. They are ours, so that one that is lost after the library has let go of it is heard: an
 * error that nobody hears ends the process.
 */
export function openQueuePool({ url, size, onError }: QueueConnections): pg.Pool {
  const pool = new pg.Pool({ connectionString: readUrl(url).url, max: size });
  const report = (error: Error): void => {
    if (!pool.ending) onError(error);
  };
  pool.on("error", report);
  pool.on("connect", (client) => void client.on("error", report));
  return pool;
}
