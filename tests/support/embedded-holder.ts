// A process that uses the embedded database: `node --import tsx FILE HOME start|join`. It
// says one line of JSON when it has it, and ends cleanly when its standard input ends.
import { joinOrStart, startEmbedded } from "#app/db/embedded/server.server.ts";

const [home = "", how = "join"] = process.argv.slice(2);
const log = { info: () => {}, warn: (line: string) => console.error(line) };
const open = how === "start" ? startEmbedded : joinOrStart;
try {
  const server = await open({ home, log, trust: true, settings: { fsync: "off" } });
  const { url, pid, joined } = server;
  process.stdin.resume().on("end", () => {
    void server.stop().then(() => process.exit(0));
  });
  console.log(JSON.stringify({ url, pid, joined }));
} catch (error) {
  console.log(JSON.stringify({ refused: (error as Error).message }));
  process.exit(1);
}
