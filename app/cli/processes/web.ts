/* The web process: the built pages on settings.port of this machine's loopback address. */
import { join } from "node:path";
import { projectRoot } from "#app/db/root.server.ts";
import { serveWeb } from "#app/http/main.server.ts";
import { fail, openProcess, serving } from "./process.ts";

const runtime = await openProcess({ name: "web" });
const { port, origin } = runtime.settings;
const buildFolder = join(projectRoot(), "build");
const web = await serveWeb(runtime, { buildFolder, port }).catch((error) => fail(error, runtime));
runtime.log.info({ address: web.address }, "serving");
serving({ origin }, async () => {
  await web.close();
  await runtime.close();
});
