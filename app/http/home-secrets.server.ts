import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Mode } from "./settings-schema.server.ts";

/**
 * Secrets made once and kept in the data folder (`secrets.json`, mode 0600), so that a demo needs
 * nothing to be set. Given in demo and development only, and only while the database is this
 * machine's: with another database new keys could not read what is sealed there.
 */
export function homeSecrets(
  mode: Mode,
  home: string,
  given: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  if (mode === "production" || mode === "test" || !local(given.DATABASE_URL)) return {};
  return readSecrets(home) ?? makeSecrets(home);
}

function local(databaseUrl: string | undefined): boolean {
  if (!databaseUrl) return true;
  return /^[a-z]+:\/\/([^/?]*@)?(localhost|127\.\d+\.\d+\.\d+|\[::1\])?([:/?]|$)/.test(databaseUrl);
}

function readSecrets(home: string): Record<string, string> | undefined {
  try {
    return JSON.parse(readFileSync(join(home, "secrets.json"), "utf8")) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Written aside, flushed and linked into place: of two processes that start at once, one wins. */
function makeSecrets(home: string): Record<string, string> {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const kept = join(home, "secrets.json");
  const aside = join(home, `secrets.${process.pid}.${randomBytes(4).toString("hex")}`);
  const file = openSync(aside, "wx", 0o600);
  writeSync(file, `${JSON.stringify(freshSecrets(), null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(aside, kept);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside);
  }
  return JSON.parse(readFileSync(kept, "utf8")) as Record<string, string>;
}

/** Marked as the demo's, so that production recognises and refuses them. */
function freshSecrets(): Record<string, string> {
  return {
    SESSION_SECRET: `demo-${randomBytes(32).toString("base64url")}`,
    DATA_KEYS: `demo1:${randomBytes(32).toString("base64")}`,
    STRIPE_SECRET_KEY: `sk_test_${randomBytes(16).toString("hex")}`,
    STRIPE_WEBHOOK_SECRETS: `whsec_${randomBytes(24).toString("hex")}`,
  };
}
