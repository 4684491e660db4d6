import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Binaries, findBinaries } from "./binaries.server.ts";
import { ensureCluster, type Secrets } from "./cluster.server.ts";
import { EmbeddedFailure } from "./failure.server.ts";
import { type Guard, startGuard } from "./guard.server.ts";
import { type Launched, launch } from "./launch.server.ts";
import { type Place, placeOf } from "./place.server.ts";
import { isAlive, runningPostmaster } from "./postmaster.server.ts";

export interface EmbeddedOptions {
  /** EVENKEEL_HOME: the database is kept in its folder `postgres`. */
  readonly home: string;
  readonly log: { info(message: string): void; warn(message: string): void };
  /** Tests only: no passwords, the role `postgres` may be used. Counts when the cluster is made. */
  readonly trust?: boolean;
  /** PostgreSQL settings, e.g. {"fsync": "off"}; kept across restarts. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  /** Signs in as `evenkeel`, owner of the database of that name. */
  readonly url: string;
  /** Signs in as the superuser `postgres`: tests, backups. */
  readonly adminUrl: string;
  readonly port: number;
  /** Of the postmaster that serves now; another one after a crash. */
  readonly pid: number;
  /** Somebody else had started it. */
  readonly joined: boolean;
  /** Ends the server, unless others still use it: then it ends after the last of them. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm ships on this home and keeps it up: a crash is followed by a
 * restart on the same port, and when this process ends, however it ends, so does the server.
 * Refuses (EmbeddedFailure `in-use`) when the folder is served already.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const house = openHouse(options);
  const rival = runningPostmaster(house.place.data);
  if (rival !== null) {
    throw new EmbeddedFailure(
      "in-use",
      `${house.place.folder} is in use by PostgreSQL process ${rival.pid} on port ${rival.port}`,
    );
  }
  return keepUp(house, await launch({ ...house, port: null }), false);
}

/** Uses the server that runs on this home, or starts it; two that start at once share one. */
export async function joinOrStart(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const house = openHouse(options);
  const { running, started } = await joinOrLaunch(house, null);
  return keepUp(house, running, !started);
}

interface House {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly secrets: Secrets;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: EmbeddedOptions["log"];
  /** Each process that uses the server leaves a file here, named by its number. */
  readonly users: string;
}

function openHouse(options: EmbeddedOptions): House {
  const place = placeOf(options.home);
  if (place.note !== null) options.log.info(place.note);
  const binaries = findBinaries(place.copyTo, options.home);
  const secrets = ensureCluster(place, binaries, options.trust ?? false);
  const users = join(place.folder, "users");
  return { place, binaries, secrets, settings: options.settings ?? {}, log: options.log, users };
}

const patienceMs = 60_000;

async function joinOrLaunch(
  house: House,
  port: number | null,
): Promise<{ running: Launched; started: boolean }> {
  const startedAt = Date.now();
  for (;;) {
    const found = runningPostmaster(house.place.data);
    if (found?.ready) return { running: found, started: false };
    try {
      if (found === null) return { running: await launch({ ...house, port }), started: true };
    } catch (error) {
      // A rival was quicker, or the last one's processes are still leaving the folder or the port.
      const passing = error instanceof EmbeddedFailure && passingReasons.has(error.reason);
      if (!passing || Date.now() - startedAt > patienceMs) throw error;
    }
    if (Date.now() - startedAt > patienceMs) {
      throw new EmbeddedFailure("failed", "the database neither answers nor ends: see server.log");
    }
    await sleep(50);
  }
}

const passingReasons: ReadonlySet<string> = new Set(["in-use", "port-taken"]);

function keepUp(house: House, first: Launched, joined: boolean): EmbeddedServer {
  let { pid } = first;
  const { port } = first;
  let guard: Guard | null = null;
  let ending = false;
  let restarting: Promise<void> | null = null;
  const own = (started: number): void => {
    guard ??= startGuard(house.users);
    guard.watch(started);
  };
  if (!joined) own(pid);
  enrol(house);

  const restart = async (): Promise<void> => {
    const startedAt = Date.now();
    const next = await joinOrLaunch(house, port);
    pid = next.running.pid;
    if (next.started) own(pid);
    house.log.warn(`the database had ended; it runs again after ${Date.now() - startedAt} ms`);
  };
  const look = (): void => {
    if (ending || restarting !== null || runningPostmaster(house.place.data)?.pid === pid) return;
    restarting = restart()
      .catch((error: Error) => house.log.warn(`the database cannot be restarted: ${error.message}`))
      .finally(() => {
        restarting = null;
      });
  };
  const timer = setInterval(look, 200).unref();

  const stop = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    clearInterval(timer);
    await restarting;
    rmSync(join(house.users, String(process.pid)), { force: true });
    if (guard === null) return;
    if (othersUse(house)) return guard.handOver();
    await endServer(house, pid);
    guard.release();
  };
  const url = (role: string, password: string | null): string =>
    `postgresql://${role}${password === null ? "" : `:${password}`}@127.0.0.1:${port}/evenkeel`;
  return {
    url: url("evenkeel", house.secrets.app),
    adminUrl: url("postgres", house.secrets.admin),
    port,
    get pid() {
      return pid;
    },
    joined,
    stop,
  };
}

function enrol(house: House): void {
  mkdirSync(house.users, { recursive: true });
  writeFileSync(join(house.users, String(process.pid)), "");
}

function othersUse(house: House): boolean {
  return readdirSync(house.users).some((name) => name !== String(process.pid) && isAlive(+name));
}

const fastWithinMs = 10_000;

/** Fast shutdown: open transactions roll back; what does not end in time is ended at once. */
async function endServer(house: House, pid: number): Promise<void> {
  if (process.platform === "win32") {
    spawnSync(house.binaries.pgCtl, ["stop", "-m", "fast", "-D", house.place.data]);
    return;
  }
  signal(pid, "SIGINT");
  const startedAt = Date.now();
  while (runningPostmaster(house.place.data)?.pid === pid || isAlive(pid)) {
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > fastWithinMs) signal(pid, "SIGQUIT");
    if (waitedMs > fastWithinMs + 2_000) return;
    await sleep(10);
  }
}

function signal(pid: number, name: "SIGINT" | "SIGQUIT"): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}
