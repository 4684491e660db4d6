import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { homeSecrets } from "#app/http/home-secrets.server.ts";
import {
  loadSettings,
  settingsFromEnvironment,
  type Variables,
} from "#app/http/settings.server.ts";
import { settingsSchema } from "#app/http/settings-schema.server.ts";
import { testVariables } from "../support/settings.ts";

const production: Variables = {
  NODE_ENV: "production",
  APP_ORIGIN: "https://pay.example.com",
  SESSION_SECRET: "s".repeat(32),
  DATA_KEYS: [2, 1].map((n) => `k${n}:${Buffer.alloc(32, n).toString("base64")}`).join(","),
  STRIPE_SECRET_KEY: "sk_live_abc",
  STRIPE_WEBHOOK_SECRETS: "whsec_new, whsec_old",
  SMTP_URL: "smtps://user:word@mail.example.com",
};

function mistakes(changes: Variables, base: Variables = production): string[] {
  const loaded = loadSettings({ ...base, ...changes });
  return loaded.ok ? [] : loaded.error.split("\n").slice(1);
}

describe("settings", () => {
  test("of a complete production environment", () => {
    const loaded = loadSettings(production);
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        mode: "production",
        origin: "https://pay.example.com",
        secureCookies: true,
        port: 3000,
        databaseUrl: undefined,
        mailFrom: "no-reply@pay.example.com",
        logLevel: "info",
        stripe: { live: true, webhookSecrets: ["whsec_new", "whsec_old"], apiBase: undefined },
        dataKeys: [
          { id: "k2", key: Buffer.alloc(32, 2) },
          { id: "k1", key: Buffer.alloc(32, 1) },
        ],
        allowPrivateWebhooks: false,
        trustProxyHops: 0,
        providerTimeoutMs: 20_000,
        webhookTimeoutMs: 15_000,
      },
    });
  });

  test("name every mistake at once, one a line, and repeat no value", () => {
    const loaded = loadSettings({
      NODE_ENV: "production",
      PORT: "70000",
      LOG_LEVEL: "loud",
      DATA_KEYS: "k1:c2hvcnQ=",
      STRIPE_SECRET_KEY: "hunter2",
      STRIPE_API_BASE: "http://127.0.0.1:9",
      DATABASE_URL: "mysql://root:hunter2@db",
    });
    if (loaded.ok) throw new Error("accepted");
    const [head, ...lines] = loaded.error.split("\n");
    expect(head).toBe("Evenkeel cannot start: 10 settings are wrong (see .env.example)");
    expect(lines.map((line) => line.trim().split(":")[0])).toEqual([
      "DATABASE_URL",
      "APP_ORIGIN",
      "SESSION_SECRET",
      "DATA_KEYS",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRETS",
      "STRIPE_API_BASE",
      "SMTP_URL",
      "LOG_LEVEL",
      "PORT",
    ]);
    expect(loaded.error).not.toContain("hunter2");
  });

  test.each([
    ["APP_ORIGIN", "http://pay.example.com", "must be https"],
    ["APP_ORIGIN", "https://pay.example.com/portal", "neither path nor query"],
    ["APP_ORIGIN", "pay.example.com", "no address"],
    ["SESSION_SECRET", "short", "at least 32 characters"],
    ["SESSION_SECRET", `demo-${"x".repeat(40)}`, "is the demo's"],
    ["DATA_KEYS", `demo1:${Buffer.alloc(32).toString("base64")}`, "the demo's key"],
    ["DATA_KEYS", `${production.DATA_KEYS},k1:${Buffer.alloc(32).toString("base64")}`, "twice"],
    ["STRIPE_API_BASE", "http://127.0.0.1:9", "refused in production"],
    ["STRIPE_WEBHOOK_SECRETS", "whsec_a,secret", "list of whsec_"],
    ["ALLOW_PRIVATE_WEBHOOKS", "yes", "is 0 or 1"],
    ["PROVIDER_TIMEOUT_MS", "1e3", "whole number from 1"],
    ["TRUST_PROXY", "-1", "whole number from 0"],
    ["MAIL_FROM", "Bank <a@b>", "is an address"],
  ])("refuse %s=%s in production", (name, value, reason) => {
    const found = mistakes({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^ {2}${name}: .*${reason}`));
  });

  test("let the simulator in outside production, but never beside a live key", () => {
    const simulator = { STRIPE_API_BASE: "http://127.0.0.1:9" };
    expect(mistakes(simulator, testVariables)).toEqual([]);
    const live = mistakes({ ...simulator, STRIPE_SECRET_KEY: "rk_live_x" }, testVariables);
    expect(live).toEqual(["  STRIPE_API_BASE: is refused with a live key"]);
  });

  test("let a demo run the production build, on loopback only", () => {
    const demo = {
      ...testVariables,
      NODE_ENV: "production",
      EVENKEEL_DEMO: "1",
      STRIPE_API_BASE: "http://127.0.0.1:9",
    };
    expect(mistakes({}, demo)).toEqual([]);
    const abroad = mistakes({ APP_ORIGIN: "https://pay.example.com" }, demo);
    expect(abroad).toEqual(["  APP_ORIGIN: must be a loopback address in the demo"]);
  });

  test("take an empty variable for an absent one", () => {
    expect(mistakes({ STRIPE_API_BASE: "", SMS_GATEWAY_URL: "", PORT: "" })).toEqual([]);
  });

  test("are all explained in .env.example, and nothing else is", () => {
    const text = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const explained = [...text.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    const known = Object.keys(settingsSchema("production", {}).shape);
    expect(explained.sort()).toEqual(known.sort());
  });
});

describe("secrets of the data folder", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("stand behind .env, which stands behind the environment", () => {
    const home = mkdtempSync(join(tmpdir(), "evenkeel-"));
    const before = process.cwd();
    try {
      process.chdir(home);
      writeFileSync(".env", "PORT=4001\nLOG_LEVEL=warn\nEVENKEEL_HOME=data\n");
      vi.stubEnv("NODE_ENV", "development");
      vi.stubEnv("LOG_LEVEL", "debug");
      const loaded = settingsFromEnvironment();
      expect(loaded).toMatchObject({
        ok: true,
        value: {
          mode: "development",
          port: 4001,
          logLevel: "debug",
          origin: "http://127.0.0.1:4001",
        },
      });
      expect(readFileSync("data/secrets.json", "utf8")).toContain("demo1:");
      expect(settingsFromEnvironment()).toEqual(loaded);
    } finally {
      process.chdir(before);
      rmSync(home, { recursive: true });
    }
  });

  test("that cannot be kept are one mistake, by the name of its setting", () => {
    const file = join(mkdtempSync(join(tmpdir(), "evenkeel-")), "file");
    writeFileSync(file, "");
    for (const home of [file, join(file, "below")]) {
      vi.stubEnv("NODE_ENV", "development");
      vi.stubEnv("EVENKEEL_HOME", home);
      const loaded = settingsFromEnvironment();
      expect(loaded).toMatchObject({ ok: false, error: expect.stringContaining(home) });
    }
    rmSync(dirname(file), { recursive: true });
  });

  test("are made once, kept, private, and enough to start", () => {
    const home = mkdtempSync(join(tmpdir(), "evenkeel-"));
    try {
      const first = homeSecrets("demo", home, {});
      expect(homeSecrets("development", home, {})).toEqual(first);
      expect(statSync(join(home, "secrets.json")).mode & 0o777).toBe(0o600);
      expect(loadSettings({ NODE_ENV: "development", ...first }).ok).toBe(true);
      expect(mistakes(first)).toHaveLength(2);
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  test.each([
    ["production", undefined],
    ["test", undefined],
    ["development", "postgres://u:p@db.example.com/evenkeel"],
    ["development", "postgres://127.0.0.1@db.example.com/evenkeel"],
  ] as const)("are not made in %s with database %s", (mode, databaseUrl) => {
    expect(homeSecrets(mode, "/nonexistent", { DATABASE_URL: databaseUrl })).toEqual({});
  });
});
