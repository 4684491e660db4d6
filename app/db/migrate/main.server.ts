import { settingsFromEnvironment } from "#app/http/settings.server.ts";
import { openHomeDatabase } from "../home-database.server.ts";

/* Brings the database to this version and ends. */
const settings = settingsFromEnvironment();
if (!settings.ok) {
  console.error(settings.error);
  process.exit(1);
}
try {
  const { home, databaseUrl } = settings.value;
  const log = { info: console.error, warn: console.error };
  const { close } = await openHomeDatabase({ home, databaseUrl, log });
  await close();
  process.send?.({ type: "done" });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
process.disconnect?.();
