import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type ConnectionOptions, clientConfig } from "./connection.server.ts";

const longestPauseMs = 5_000;

/** A connection of its own that listens, and comes back when it is lost. Answers how to stop. */
export async function listenOn(
  options: ConnectionOptions,
  channel: string,
  heard: (payload: string | null) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let client = await openListener();
  return async () => {
    stopped = true;
    await client.end().catch(() => {});
  };

  async function openListener(): Promise<pg.Client> {
    const fresh = new pg.Client(clientConfig(options));
    fresh.on("error", () => {});
    fresh.on("notification", (message) => heard(message.payload ?? ""));
    await fresh.connect();
    await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    fresh.on("end", () => void comeBack());
    return fresh;
  }

  async function comeBack(): Promise<void> {
    for (let pauseMs = 50; !stopped; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await sleep(pauseMs, undefined, { ref: false });
      try {
        client = await openListener();
        if (stopped) await client.end();
        else heard(null);
        return;
      } catch (error) {
        options.onError?.(error as Error);
      }
    }
  }
}
