import { randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { EmbeddedFailure } from "./failure.server.ts";

/** Where a home's database lives and as whom it runs. */
export interface Place {
  /** Holds `data/`, `secrets.json`, `server.log` and `users/`. */
  readonly folder: string;
  readonly data: string;
  /** As root: the unprivileged user that PostgreSQL runs as. */
  readonly runAs: { readonly uid: number; readonly gid: number } | null;
  /** As root: where the copy of the programs goes. */
  readonly copyTo: string | null;
  /** One line when the data is not under the home. */
  readonly note: string | null;
}

const rootFolder = "/var/lib/evenkeel";

/**
 * PostgreSQL refuses to run as root. As root it runs as `evenkeel` or `nobody`, from a folder that
 * user can reach: the home's own, or else one under /var/lib/evenkeel.
 */
export function placeOf(home: string): Place {
  mkdirSync(home, { recursive: true });
  const own = join(realpathSync(home), "postgres");
  if (process.getuid?.() !== 0) return place(own, null, null, null);
  const named = join(dirname(own), "postgres.name");
  const away = existsSync(named) || !reachable(dirname(own));
  const folder = away ? join(rootFolder, "homes", keptName(named)) : own;
  const note =
    folder === own
      ? null
      : `${home} cannot be reached by an unprivileged user: the database is kept in ${folder}`;
  return place(folder, ownerOf(join(folder, "data")) ?? unprivileged(), rootFolder, note);
}

function place(
  folder: string,
  runAs: Place["runAs"],
  copyTo: string | null,
  note: string | null,
): Place {
  return { folder, data: join(folder, "data"), runAs, copyTo, note };
}

/**
 * The home itself keeps the name of its database's folder: a new home in the place of a deleted one
 * must not find the old one's data, whose keys are gone.
 */
function keptName(file: string): string {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, randomBytes(6).toString("hex"));
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside);
  }
  return readFileSync(file, "utf8");
}

/** Everybody may pass through the folder and all above it. */
function reachable(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || reachable(dirname(folder));
}

/** A data folder that exists already is served by its owner. */
function ownerOf(data: string): Place["runAs"] {
  if (!existsSync(data)) return null;
  const { uid, gid } = statSync(data);
  return uid === 0 ? null : { uid, gid };
}

function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user =
    users.find(([name]) => name === "evenkeel") ?? users.find(([name]) => name === "nobody");
  const uid = Number(user?.[2]);
  const gid = Number(user?.[3]);
  if (!Number.isInteger(uid) || !Number.isInteger(gid) || uid === 0) {
    throw new EmbeddedFailure(
      "not-permitted",
      "PostgreSQL does not run as root and no user named evenkeel or nobody exists: " +
        "start as another user, or set DATABASE_URL",
    );
  }
  return { uid, gid };
}
