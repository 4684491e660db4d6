import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { nextFreePort } from "../../../app/cli/launch/ports.mjs";

const oldestSupported = 15;
const embedded = 17;

/**
 * Runs the work on the server that TEST_DATABASE_URL names, else on one made for the occasion from
 * the oldest supported PostgreSQL installed on this machine; null where there is neither.
 * @template T
 * @param {(server: { name: string, url: string }) => Promise<T>} work
 * @returns {Promise<T | null>}
 */
export async function withOlderPostgres(work) {
  const named = process.env.TEST_DATABASE_URL;
  if (named !== undefined && named !== "") {
    return work({ name: "the server of TEST_DATABASE_URL", url: named });
  }
  const found = installed();
  if (found === undefined) return null;
  const server = await start(found.folder);
  try {
    return await work({ name: `PostgreSQL ${found.version} (${found.folder})`, url: server.url });
  } finally {
    await server.stop();
  }
}

/** The oldest supported one that is not the embedded version anyway. */
function installed() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  return folders
    .filter((folder) => existsSync(join(folder, "postgres")) && existsSync(join(folder, "initdb")))
    .map((folder) => ({ folder, version: versionOf(folder) }))
    .filter(({ version }) => version >= oldestSupported && Math.floor(version) !== embedded)
    .sort((a, b) => a.version - b.version)[0];
}

/** @param {string} folder */
function versionOf(folder) {
  try {
    const said = execFileSync(join(folder, "postgres"), ["--version"], { encoding: "utf8" });
    return Number(/(\d+\.\d+|\d+)/.exec(said)?.[0] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * A throw-away server on a free port; it need not survive a power cut.
 * @param {string} folder of its programs
 */
async function start(folder) {
  const top = mkdtempSync(join(tmpdir(), "evenkeel-postgres-"));
  const data = join(top, "data");
  const user = unprivileged();
  chmodSync(top, 0o755);
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid ?? user.uid);
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"];
  const quiet = /** @type {const} */ ("pipe");
  execFileSync(join(folder, "initdb"), initdb, { ...user, cwd: "/", stdio: quiet });
  const port = await nextFreePort(54_300);
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
  const options = settings.flatMap((setting) => ["-c", setting]);
  const args = ["-D", data, "-p", String(port), ...options];
  const server = spawn(join(folder, "postgres"), args, { ...user, cwd: "/", stdio: "ignore" });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const kill = () => server.kill("SIGQUIT");
  process.once("exit", kill);
  await ready(data, server);
  const stop = async () => {
    process.off("exit", kill);
    server.kill("SIGINT");
    await ended;
    rmSync(top, { recursive: true, force: true });
  };
  return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop };
}

/**
 * PostgreSQL refuses to run as root.
 * @returns {{ uid?: number, gid?: number }}
 */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const fields = ["postgres", "nobody"]
    .map((name) => users.find((line) => line.startsWith(`${name}:`)))
    .find((line) => line !== undefined)
    ?.split(":");
  return { uid: Number(fields?.[2] ?? 65_534), gid: Number(fields?.[3] ?? 65_534) };
}

/**
 * @param {string} data
 * @param {import("node:child_process").ChildProcess} server
 */
async function ready(data, server) {
  const pidFile = join(data, "postmaster.pid");
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) break;
    const lines = existsSync(pidFile) ? readFileSync(pidFile, "utf8").split("\n") : [];
    if (lines[7]?.trim() === "ready") return;
    await sleep(50);
  }
  throw new Error("The older PostgreSQL did not start.");
}
