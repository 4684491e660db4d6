/* The web process while pages are being written: Vite compiles what a request needs. */
import { createServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { createServer as createVite } from "vite";
import { createApp } from "#app/http/server.server.ts";
import { fail, openProcess, serving } from "./process.ts";

const runtime = await openProcess({ name: "web" });
const server = createServer();
const vite = await createVite({ server: { middlewareMode: true, hmr: { server } } });
const build = async (): Promise<ServerBuild> =>
  (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
server.on("request", createApp(runtime, build, { before: [vite.middlewares] }));
server.once("error", (error) => fail(error, runtime));
server.listen(runtime.settings.port, "127.0.0.1", () => {
  serving({ origin: runtime.settings.origin }, async () => {
    server.close();
    await vite.close();
    await runtime.close();
  });
});
