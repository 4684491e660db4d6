import { loadSettings, type Settings, type Variables } from "#app/http/settings.server.ts";

/** Variables that are enough to start; the secrets are nobody's. */
export const testVariables: Variables = {
  NODE_ENV: "test",
  EVENKEEL_HOME: ".cache/test-home",
  APP_ORIGIN: "http://127.0.0.1:3000",
  SESSION_SECRET: "a-session-secret-of-the-tests-only",
  DATA_KEYS: `t1:${Buffer.alloc(32, 7).toString("base64")}`,
  STRIPE_SECRET_KEY: "sk_test_evenkeel",
  STRIPE_WEBHOOK_SECRETS: "whsec_evenkeeltests",
  LOG_LEVEL: "silent",
  PROVIDER_TIMEOUT_MS: "300",
  WEBHOOK_TIMEOUT_MS: "300",
  ALLOW_PRIVATE_WEBHOOKS: "1",
};

/** Settings for tests, with some variables changed. */
export function testSettings(changes: Variables = {}): Settings {
  const loaded = loadSettings({ ...testVariables, ...changes });
  if (!loaded.ok) throw new Error(loaded.error);
  return loaded.value;
}
