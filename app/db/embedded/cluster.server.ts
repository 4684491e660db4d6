import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Binaries } from "./binaries.server.ts";
import { bareEnvironment } from "./environment.server.ts";
import { EmbeddedFailure, failureFrom } from "./failure.server.ts";
import type { Place } from "./place.server.ts";

/** Passwords of the two roles; null where the server trusts every loopback caller (tests). */
export interface Secrets {
  /** Owns the database `evenkeel`; what the program signs in as. */
  readonly app: string | null;
  /** The superuser `postgres`: backups and mending only. */
  readonly admin: string | null;
}

/**
 * Makes the cluster unless it is there: initdb, the role `evenkeel` and its database. It is built
 * under another name and renamed when whole, so neither a crash nor a second maker leaves half.
 */
export function ensureCluster(place: Place, binaries: Binaries, trust: boolean): Secrets {
  const secretsFile = join(place.folder, "secrets.json");
  if (!existsSync(place.data)) makeCluster(place, binaries, trust);
  try {
    return JSON.parse(readFileSync(secretsFile, "utf8")) as Secrets;
  } catch (error) {
    throw new EmbeddedFailure("not-permitted", `cannot read ${secretsFile}: ${String(error)}`);
  }
}

function makeCluster(place: Place, binaries: Binaries, trust: boolean): void {
  mkdirSync(dirname(place.folder), { recursive: true, mode: 0o755 });
  const half = mkdtempSync(`${place.folder}.making-`);
  try {
    const secrets = trust ? { app: null, admin: null } : { app: secret(), admin: secret() };
    const data = join(half, "data");
    openTo(place, half, data);
    run(place, binaries.initdb, initdbArguments(place, half, secrets), null);
    rmSync(join(half, "admin-password"), { force: true });
    run(place, binaries.postgres, ["--single", "-D", data, "postgres"], rolesSql(secrets));
    writeFileSync(join(half, "secrets.json"), JSON.stringify(secrets), { mode: 0o600 });
    mkdirSync(join(half, "users"));
    moveIn(half, place);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

const secret = (): string => randomBytes(24).toString("base64url");

/** The folder can be passed by everybody; the data belongs to the one who runs PostgreSQL. */
function openTo(place: Place, half: string, data: string): void {
  mkdirSync(data, { mode: 0o700 });
  if (place.runAs === null) return;
  chmodSync(half, 0o755);
  chownSync(data, place.runAs.uid, place.runAs.gid);
}

function initdbArguments(place: Place, half: string, secrets: Secrets): string[] {
  const fixed = ["-D", join(half, "data"), "-U", "postgres", "-E", "UTF8", "--locale=C"];
  if (secrets.admin === null) return [...fixed, "-A", "trust", "--no-sync"];
  const file = join(half, "admin-password");
  writeFileSync(file, secrets.admin, { mode: 0o600 });
  if (place.runAs !== null) chownSync(file, place.runAs.uid, place.runAs.gid);
  return [...fixed, "-A", "scram-sha-256", `--pwfile=${file}`];
}

/** Single-user mode takes one statement a line. The role owns its database and is no superuser. */
function rolesSql(secrets: Secrets): string {
  const password = secrets.app === null ? "" : ` PASSWORD '${secrets.app}'`;
  return `CREATE ROLE evenkeel LOGIN${password};\nCREATE DATABASE evenkeel OWNER evenkeel;\n`;
}

function run(place: Place, program: string, args: string[], input: string | null): void {
  const result = spawnSync(program, args, {
    cwd: "/",
    input: input ?? "",
    encoding: "utf8",
    ...bareEnvironment(),
    ...place.runAs,
  });
  const said = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error ?? ""}`;
  // Single-user mode ends with 0 even when a statement failed.
  if (result.status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(said)) {
    throw failureFrom(said, "making the database");
  }
}

/** Whoever renames first has made it; the other's work is thrown away. */
function moveIn(half: string, place: Place): void {
  try {
    renameSync(half, place.folder);
  } catch (error) {
    if (!existsSync(place.data)) throw failureFrom(String(error), "making the database");
  }
}
