import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import type { z } from "zod";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { homeSecrets } from "./home-secrets.server.ts";
import { type Mode, settingsSchema } from "./settings-schema.server.ts";

/** Variables by name, as the operating system gives them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Everything that an operator may set, checked, in the units that the names say. */
export interface Settings {
  readonly mode: Mode;
  /** Absolute path of the data folder. */
  readonly home: string;
  /** Absent: the embedded PostgreSQL under `home`. */
  readonly databaseUrl: string | undefined;
  /** Public origin without a trailing slash, as `https://pay.example.com`. */
  readonly origin: string;
  /** True when cookies carry `Secure` and the `__Host-` prefix: the origin is https. */
  readonly secureCookies: boolean;
  readonly port: number;
  /** Signs cookies; the first signs, all verify. */
  readonly sessionSecrets: readonly string[];
  /** The first encrypts, all decrypt; the last is the root of blind indexes (sealing/). */
  readonly dataKeys: readonly DataKey[];
  readonly stripe: StripeSettings;
  /** Absent (never in production): mail is refused as not configured. */
  readonly smtpUrl: string | undefined;
  /** RFC 5322 address that mail comes from. */
  readonly mailFrom: string;
  /** Absent: SMS is refused as not configured. */
  readonly smsGatewayUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** Number of reverse proxies in front whose `X-Forwarded-*` is believed. */
  readonly trustProxyHops: number;
  readonly allowPrivateWebhooks: boolean;
  /** How long a call to the payment provider, mail or SMS gateway may take. */
  readonly providerTimeoutMs: number;
  /** How long a collector's endpoint may take to answer. */
  readonly webhookTimeoutMs: number;
}

export interface DataKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

export interface StripeSettings {
  readonly secretKey: string;
  readonly live: boolean;
  /** Several during rotation: any of them verifies. */
  readonly webhookSecrets: readonly string[];
  /** The simulator's origin; absent: Stripe itself. */
  readonly apiBase: string | undefined;
}

export type LogLevel = "silent" | "fatal" | "error" | "warn" | "info" | "debug" | "trace";

/**
 * The settings of this process: its environment over a `.env` file over the data folder's own
 * secrets (demo and development only). The one place that reads `process.env`.
 */
export function settingsFromEnvironment(): Result<Settings, string> {
  const given = process.env.NODE_ENV === "test" ? process.env : { ...dotEnv(), ...process.env };
  const home = homeOf(given);
  try {
    return loadSettings({ ...homeSecrets(modeOf(given), home, given), ...stated(given) });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!unusable.has(code)) throw error;
    return err(`EVENKEEL_HOME: ${home} is no folder that can be read and written (${code})`);
  }
}

const unusable: ReadonlySet<string> = new Set(["ENOTDIR", "EEXIST", "EACCES", "EROFS", "EPERM"]);

/**
 * Checks variables and gives the settings.
 * Error: one text for the terminal that lists every mistake, one a line, with no secret in it.
 */
export function loadSettings(variables: Variables): Result<Settings, string> {
  const given = stated(variables);
  const mode = modeOf(given);
  const parsed = settingsSchema(mode, given).safeParse(given);
  if (!parsed.success) return err(everyMistake(parsed.error));
  const env = parsed.data;
  const origin = env.APP_ORIGIN ?? `http://127.0.0.1:${env.PORT}`;
  return ok({
    mode,
    home: homeOf(given),
    databaseUrl: env.DATABASE_URL,
    origin,
    secureCookies: origin.startsWith("https:"),
    port: env.PORT,
    sessionSecrets: env.SESSION_SECRET,
    dataKeys: env.DATA_KEYS,
    stripe: {
      secretKey: env.STRIPE_SECRET_KEY,
      live: /^[sr]k_live_/.test(env.STRIPE_SECRET_KEY),
      webhookSecrets: env.STRIPE_WEBHOOK_SECRETS,
      apiBase: env.STRIPE_API_BASE,
    },
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? `no-reply@${mailHost(origin)}`,
    smsGatewayUrl: env.SMS_GATEWAY_URL,
    logLevel: env.LOG_LEVEL,
    trustProxyHops: env.TRUST_PROXY,
    allowPrivateWebhooks: env.ALLOW_PRIVATE_WEBHOOKS,
    providerTimeoutMs: env.PROVIDER_TIMEOUT_MS,
    webhookTimeoutMs: env.WEBHOOK_TIMEOUT_MS,
  });
}

function dotEnv(): Variables {
  try {
    return parseEnv(readFileSync(".env", "utf8"));
  } catch {
    return {};
  }
}

/** An empty variable means an absent one, as shells and compose files write it. */
function stated(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

/**
 * A demo runs the production build on loopback against simulators, so it is told apart from
 * production by its own variable; the schema accepts that one on a loopback origin only.
 */
function modeOf(variables: Variables): Mode {
  if (variables.EVENKEEL_DEMO === "1") return "demo";
  if (variables.NODE_ENV === "production") return "production";
  return variables.NODE_ENV === "test" ? "test" : "development";
}

function homeOf(variables: Variables): string {
  return resolve(variables.EVENKEEL_HOME || ".evenkeel");
}

function mailHost(origin: string): string {
  const host = new URL(origin).hostname;
  return /^[\d.]+$|^\[|^localhost$/.test(host) ? "evenkeel.invalid" : host;
}

function everyMistake(error: z.ZodError): string {
  const lines = error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`);
  const count = lines.length === 1 ? "1 setting is" : `${lines.length} settings are`;
  return `Evenkeel cannot start: ${count} wrong (see .env.example)\n${lines.join("\n")}`;
}
