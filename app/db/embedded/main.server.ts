import { settingsFromEnvironment } from "#app/http/settings.server.ts";
import { openPool } from "../connection.server.ts";
import { migrate } from "../migrate.server.ts";
import { type EmbeddedServer, joinOrStart } from "./server.server.ts";

/*
 * The database as a process of its own: runs and migrates it, says `{type: "ready"}` to whoever
 * started it, and stays until it is told to end. With DATABASE_URL it only migrates that one.
 */
const settings = settingsFromEnvironment();
if (!settings.ok) {
  console.error(settings.error);
  process.exit(1);
}
const { home, databaseUrl } = settings.value;
const notes: string[] = [];
const log = { info: (line: string) => void notes.push(line), warn: console.error };
let server: EmbeddedServer | null = null;
// Nothing else keeps this process up.
const stay = setInterval(() => {}, 60_000);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(0));
try {
  if (databaseUrl === undefined) server = await joinOrStart({ home, log });
  const pool = openPool({ url: databaseUrl ?? server?.url ?? "", poolSize: 2 });
  await migrate(pool).finally(() => pool.end());
  process.send?.({ type: "ready", ...(notes[0] === undefined ? {} : { note: notes[0] }) });
} catch (error) {
  console.error((error as Error).message);
  await end(1);
}

async function end(code: number): Promise<void> {
  clearInterval(stay);
  await server?.stop();
  process.exit(code);
}
