import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { Runtime } from "#app/services/ports.ts";
import { createApp } from "./server.server.ts";

export interface WebServer {
  /** Where it really listens: http://127.0.0.1:3000 */
  readonly address: string;
  /** Takes nothing new, finishes what is under way, then ends. */
  close(): Promise<void>;
}

export interface WebOptions {
  /** Folder with `server/index.js` and `client/`, as `remix vite:build` leaves it. */
  readonly buildFolder: string;
  readonly port: number;
  /** Loopback unless it is said otherwise. */
  readonly host?: string;
}

/** The web process: the built application on a port. Rejects when the port is taken. */
export async function serveWeb(runtime: Runtime, options: WebOptions): Promise<WebServer> {
  const clientFolder = join(options.buildFolder, "client");
  const build = await loadBuild(options.buildFolder);
  const server = createServer(createApp(runtime, build, { clientFolder }));
  server.keepAliveTimeout = 65_000;
  // A batch of accounts or a large file may take its time; headers may not.
  server.headersTimeout = 60_000;
  server.requestTimeout = 900_000;
  await listen(server, options.port, options.host ?? "127.0.0.1");
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === "IPv6" ? `[${address}]` : address;
  return { address: `http://${host}:${port}`, close: () => close(server) };
}

/** The server bundle that Remix built; found at run time, so that no other bundle swallows it. */
export async function loadBuild(buildFolder: string): Promise<ServerBuild> {
  const file = pathToFileURL(join(buildFolder, "server", "index.js")).href;
  return (await import(/* @vite-ignore */ file)) as ServerBuild;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
