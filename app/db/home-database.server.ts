import { type Database, openDatabase } from "./database.server.ts";
import { type EmbeddedServer, joinOrStart } from "./embedded/server.server.ts";
import { migrate } from "./migrate.server.ts";

export interface HomeDatabaseOptions {
  /** Absent: the embedded PostgreSQL of the home, joined where it runs and started where not. */
  readonly databaseUrl: string | undefined;
  readonly home: string;
  readonly log: { info(message: string): void; warn(message: string): void };
  readonly applicationName?: string;
  readonly poolSize?: number;
}

export interface HomeDatabase {
  readonly database: Database;
  /** The embedded server; null with DATABASE_URL. */
  readonly server: EmbeddedServer | null;
  /** Closes the connections, and the embedded server when nobody else uses it. */
  close(): Promise<void>;
}

/** The database that the settings mean, running and migrated; throws one line that says why not. */
export async function openHomeDatabase(options: HomeDatabaseOptions): Promise<HomeDatabase> {
  const { databaseUrl, log, ...rest } = options;
  const server = databaseUrl === undefined ? await joinOrStart({ home: options.home, log }) : null;
  const database = openDatabase({
    ...rest,
    url: databaseUrl ?? server?.url ?? "",
    onError: (error) => log.warn(`database connection lost: ${error.message}`),
  });
  const close = async (): Promise<void> => {
    await database.close();
    await server?.stop();
  };
  try {
    await migrate(database.pool);
    return { database, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}
