import { settingsFromEnvironment } from "#app/http/settings.server.ts";
import { openHomeDatabase } from "../home-database.server.ts";

/*
 * The database as a process of its own: runs and migrates it, says `{type: "ready"}` to whoever
 * started it, and stays until it is told to end.
 */
const settings = settingsFromEnvironment();
if (!settings.ok) {
  console.error(settings.error);
  process.exit(1);
}
try {
  const { home, databaseUrl } = settings.value;
  const notes: string[] = [];
  const log = { info: (line: string) => void notes.push(line), warn: console.error };
  const { close } = await openHomeDatabase({ home, databaseUrl, log, poolSize: 2 });
  // Without a connection or a timer nothing else keeps this process up.
  const stay = setInterval(() => {}, 60_000);
  const end = async (): Promise<void> => {
    clearInterval(stay);
    await close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end());
  process.send?.({ type: "ready", ...(notes[0] === undefined ? {} : { note: notes[0] }) });
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
