import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries.server.ts";
import { bareEnvironment } from "./environment.server.ts";
import { EmbeddedFailure, failureFrom } from "./failure.server.ts";
import type { Place } from "./place.server.ts";
import { dropStalePidFile, runningPostmaster } from "./postmaster.server.ts";

/** What is launched: which programs, where, on which port, with which extra settings. */
export interface Launch {
  readonly place: Place;
  readonly binaries: Binaries;
  /** null: any free one. */
  readonly port: number | null;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Launched {
  readonly pid: number;
  readonly port: number;
}

const portTries = 5;
const readyWithinMs = 120_000;
const longestLogBytes = 5_000_000;

/** Starts PostgreSQL on its folder and answers once it is ready. Throws EmbeddedFailure. */
export async function launch(what: Launch): Promise<Launched> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await launchOn(what, what.port ?? (await freePort()));
    } catch (error) {
      const taken = error instanceof EmbeddedFailure && error.reason === "port-taken";
      if (!taken || what.port !== null || tries === portTries) throw error;
    }
  }
}

/** A loopback port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function launchOn(what: Launch, port: number): Promise<Launched> {
  const { place } = what;
  dropStalePidFile(place.data);
  const logFile = join(place.folder, "server.log");
  if (existsSync(logFile) && statSync(logFile).size > longestLogBytes) truncateSync(logFile);
  const from = existsSync(logFile) ? statSync(logFile).size : 0;
  const child = process.platform === "win32" ? null : spawnServer(what, port, logFile);
  if (child === null) startByPgCtl(what, port, logFile);
  const startedAt = Date.now();
  while (Date.now() - startedAt < readyWithinMs) {
    const found = runningPostmaster(place.data);
    const ours = child === null || found?.pid === child.pid;
    if (found?.ready && ours) return { pid: found.pid, port };
    if (child !== null && hasEnded(child)) break;
    await sleep(10);
  }
  child?.kill("SIGKILL");
  throw failureFrom(readFileSync(logFile).subarray(from).toString("utf8"), "starting");
}

function spawnServer(what: Launch, port: number, logFile: string): ChildProcess {
  const { place, binaries } = what;
  const log = openSync(logFile, "a", 0o600);
  try {
    // Its own group: Ctrl-C must reach us first, and the database only when we are done with it.
    const child = spawn(binaries.postgres, ["-D", place.data, ...serverArguments(what, port)], {
      cwd: "/",
      detached: true,
      ...bareEnvironment(),
      stdio: ["ignore", log, log],
      ...place.runAs,
    });
    child.on("error", () => {});
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** No Unix socket and no other address: only this machine reaches it. */
function serverArguments(what: Launch, port: number): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    ...what.settings,
  };
  const pairs = Object.entries(settings).map(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-p", String(port), ...pairs.flat()];
}

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** On Windows pg_ctl drops the administrator's rights, which PostgreSQL demands. Not yet tried. */
function startByPgCtl(what: Launch, port: number, logFile: string): void {
  const options = serverArguments(what, port)
    .map((argument) => (/^[\w.=-]+$/.test(argument) ? argument : `"${argument}"`))
    .join(" ");
  const { status, stderr } = spawnSync(
    what.binaries.pgCtl,
    ["start", "-W", "-D", what.place.data, "-l", logFile, "-o", options],
    { encoding: "utf8", windowsHide: true },
  );
  if (status !== 0) throw failureFrom(String(stderr), "starting");
}
