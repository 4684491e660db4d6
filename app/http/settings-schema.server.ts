import { z } from "zod";

/** `demo` is the production build on loopback with simulators; see settings.server.ts. */
export type Mode = "production" | "demo" | "development" | "test";

const LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
const DATA_KEY = /^([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/;

/**
 * The schema of every variable, for one mode. Each rule is a rule of one field, so that one pass
 * finds every mistake; messages never repeat the value, which may be a secret.
 */
export function settingsSchema(mode: Mode, given: Readonly<Record<string, string | undefined>>) {
  const production = mode === "production";
  const needed = production ? "is required in production" : "is required";
  return z.object({
    NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
    EVENKEEL_DEMO: z.literal("1", "is 1 or absent").optional(),
    EVENKEEL_HOME: z.string().default(".evenkeel"),
    DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
    APP_ORIGIN: production ? origin(mode, needed) : origin(mode, needed).optional(),
    SESSION_SECRET: sessionSecrets(production, needed),
    DATA_KEYS: dataKeys(production, needed),
    STRIPE_SECRET_KEY: z
      .string(needed)
      .regex(/^[sr]k_(test|live)_\w+$/, "is no Stripe secret key: sk_test_…, sk_live_… or rk_…"),
    STRIPE_WEBHOOK_SECRETS: z
      .string(needed)
      .transform(list)
      .refine((secrets) => secrets.length > 0 && secrets.every((one) => /^whsec_\w+/.test(one)), {
        error: "is a list of whsec_… values, separated by commas",
      }),
    STRIPE_API_BASE: stripeApiBase(mode, given.STRIPE_SECRET_KEY).optional(),
    SMTP_URL: production ? url(["smtp:", "smtps:"], needed) : url(["smtp:", "smtps:"]).optional(),
    MAIL_FROM: z
      .string()
      .regex(/^[^\s<>]+@[^\s<>]+$/, "is an address: no-reply@…")
      .optional(),
    SMS_GATEWAY_URL: url(["http:", "https:"]).optional(),
    LOG_LEVEL: z.enum(LEVELS, `is one of ${LEVELS.join(", ")}`).default("info"),
    PORT: whole(0, 65_535).default(3000),
    TRUST_PROXY: whole(0, 10).default(0),
    ALLOW_PRIVATE_WEBHOOKS: z
      .enum(["0", "1"], "is 0 or 1")
      .default("0")
      .transform((flag) => flag === "1"),
    PROVIDER_TIMEOUT_MS: whole(1, 120_000).default(20_000),
    WEBHOOK_TIMEOUT_MS: whole(1, 60_000).default(15_000),
  });
}

function origin(mode: Mode, needed: string) {
  return url(["http:", "https:"], needed)
    .refine((text) => new URL(text).pathname === "/" && !/[?#]/.test(text), {
      error: "has neither path nor query: https://pay.example.com",
    })
    .refine((text) => text.startsWith("https:") || loopback(text), {
      error: "must be https unless it is a loopback address",
    })
    .refine((text) => mode !== "demo" || loopback(text), {
      error: "must be a loopback address in the demo",
    })
    .transform((text) => new URL(text).origin);
}

function sessionSecrets(production: boolean, needed: string) {
  return z
    .string(needed)
    .transform(list)
    .refine((secrets) => secrets.length > 0 && secrets.every((one) => one.length >= 32), {
      error: "is at least 32 characters (several, separated by commas, during rotation)",
    })
    .refine((secrets) => !production || !secrets.some((one) => one.startsWith("demo-")), {
      error: "is the demo's: production needs its own",
    });
}

function dataKeys(production: boolean, needed: string) {
  return z
    .string(needed)
    .transform((text) => list(text).map(dataKey))
    .refine((keys) => keys.length > 0 && keys.every((one) => one.key.length === 32), {
      error: "is id:base64 of 32 bytes, several separated by commas",
    })
    .refine((keys) => new Set(keys.map((one) => one.id)).size === keys.length, {
      error: "names one id twice",
    })
    .refine((keys) => !production || !keys.some((one) => one.id.startsWith("demo")), {
      error: "holds the demo's key: production needs its own",
    });
}

function stripeApiBase(mode: Mode, stripeKey: string | undefined) {
  return url(["http:", "https:"])
    .refine(() => mode !== "production", { error: "is refused in production", abort: true })
    .refine(() => !/^[sr]k_live_/.test(stripeKey ?? ""), {
      error: "is refused with a live key",
    })
    .transform((text) => new URL(text).origin);
}

function url(protocols: readonly string[], needed?: string) {
  const form = `is no address that begins with ${protocols.map((one) => `${one}//`).join(" or ")}`;
  return z.string(needed).refine((text) => protocols.includes(protocolOf(text)), {
    error: form,
    abort: true,
  });
}

function whole(least: number, most: number) {
  const error = `is a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error });
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : "";
}

function loopback(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(text).hostname);
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A part of another form gives an empty key, which the length check refuses. */
function dataKey(part: string): { id: string; key: Buffer } {
  const [, id = "", key = ""] = DATA_KEY.exec(part) ?? [];
  return { id, key: Buffer.from(key, "base64") };
}
