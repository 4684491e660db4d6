import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { bundle } from "./bundles.mjs";
import { ensureGenerated } from "./generate.mjs";
import { exclusive } from "./lock.mjs";
import { built, cache, given } from "./paths.mjs";
import { holdPort, nextFreePort } from "./ports.mjs";
import { note, step } from "./say.mjs";

const firstPorts = { web: 3000, stripe: 4010, inbox: 4020, collector: 4030 };

/**
 * How the same processes are run: as built for a stranger, or compiled as they are written.
 * @typedef {object} Kind
 * @property {() => Promise<unknown>} build
 * @property {string} bundles folder of what is run
 * @property {"web" | "web-dev"} web
 * @property {Record<string, string>} settings
 */

/** @type {Kind} */
export const asBuilt = {
  build: ensureBuilt,
  bundles: join(built, "bin"),
  web: "web",
  settings: { NODE_ENV: "production", EVENKEEL_DEMO: "1", LOG_LEVEL: "warn" },
};

/** @type {Kind} */
export const asWritten = {
  build: async () => {
    await ensureGenerated();
    await step("Bundling the processes", () => bundle(join(cache, "dev")));
  },
  bundles: join(cache, "dev"),
  web: "web-dev",
  settings: { NODE_ENV: "development", LOG_LEVEL: "info" },
};

/**
 * Starts database, simulators, web and worker, and loads the demo portfolios.
 * @param {Kind} kind
 * @param {string} folder the data folder
 * @param {import("./family.mjs").Family} family
 * @returns {Promise<{ card: import("./card.mjs").Card, settings: Record<string, string> }>}
 *   settings: what a command must be told to join this demo
 */
export async function startStack(kind, folder, family) {
  const { NODE_ENV, LOG_LEVEL, ...demo } = kind.settings;
  const base = environment(
    { LOG_LEVEL, APP_ORIGIN: "http://127.0.0.1", ...process.env },
    { ...demo, NODE_ENV, EVENKEEL_HOME: folder },
  );
  const database = await step("Starting the database", () => family.start("database", [], base));
  if (typeof database.note === "string") note(database.note);
  const { own, common, outside, letGo } = await alone(async () => {
    const ports = await choosePorts();
    const origin = `http://127.0.0.1:${ports.web}`;
    const own = { ...demo, ALLOW_PRIVATE_WEBHOOKS: "1", APP_ORIGIN: origin };
    const common = environment(base, { ...own, PORT: `${ports.web}` });
    const outside = await step("Starting the simulators", () =>
      simulators(family, common, { ports, folder, origin }),
    );
    return { own, common, outside, letGo: await holdPort(ports.web) };
  });
  const origin = own.APP_ORIGIN;
  const settings = { ...own, ...outside.settings };
  const full = environment(common, settings);
  const seeded = await step("Loading the demo portfolios", () =>
    family.run("seed", ["--webhook-url", outside.webhookUrl], full),
  );
  await step("Starting web and worker", () =>
    alone(async () => {
      await letGo();
      await Promise.all([family.start(kind.web, [], full), family.start("worker", [], full)]);
    }),
  );
  const people = /** @type {import("./card.mjs").People} */ (seeded.card);
  return { card: { origin, ...people, ...outside.addresses }, settings };
}

/**
 * @param {Record<string, string | undefined>} given
 * @param {Record<string, string | undefined>} fixed
 * @returns {NodeJS.ProcessEnv}
 */
function environment(given, fixed) {
  return /** @type {NodeJS.ProcessEnv} */ ({ ...given, ...fixed });
}

/**
 * One start at a time on this machine, where it chooses ports: two that begin together would find
 * the same ones free.
 * @template T
 * @param {() => Promise<T>} work
 */
function alone(work) {
  return exclusive("ports", work, join(tmpdir(), `evenkeel-starts-${process.getuid?.() ?? "all"}`));
}

async function choosePorts() {
  const taken = new Set();
  const web = await nextFreePort(Number(given("PORT") ?? firstPorts.web), taken);
  const stripe = await nextFreePort(firstPorts.stripe, taken);
  const inbox = await nextFreePort(firstPorts.inbox, taken);
  return { web, stripe, inbox, collector: await nextFreePort(firstPorts.collector, taken) };
}

/**
 * @param {import("./family.mjs").Family} family
 * @param {NodeJS.ProcessEnv} env
 * @param {{ ports: Record<keyof typeof firstPorts, number>, folder: string, origin: string }} at
 */
async function simulators(family, env, { ports, folder, origin }) {
  const [stripe, inbox, collector] = await Promise.all([
    family.start("stripe", stripeArguments(env, { port: ports.stripe, folder, origin }), env),
    family.start("inbox", ["--port", `${ports.inbox}`], env),
    family.start("collector", ["--port", `${ports.collector}`], env),
  ]);
  const addresses = {
    inbox: String(inbox.origin),
    stripe: String(stripe.origin),
    collector: String(collector.origin),
  };
  const settings = {
    STRIPE_API_BASE: addresses.stripe,
    SMTP_URL: String(inbox.smtpUrl),
    SMS_GATEWAY_URL: String(inbox.smsUrl),
  };
  return { addresses, settings, webhookUrl: String(collector.webhookUrl) };
}

/**
 * Its state is kept in the data folder: a payment begun before a restart is known after it.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ port: number, folder: string, origin: string }} at
 */
function stripeArguments(env, { port, folder, origin }) {
  const kept = () => JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8"));
  const secrets = String(env.STRIPE_WEBHOOK_SECRETS || kept().STRIPE_WEBHOOK_SECRETS);
  const options = {
    port: String(port),
    "webhook-url": `${origin}/webhooks/stripe`,
    "webhook-secret": secrets.split(",")[0] ?? "",
    home: join(folder, "stripe-simulator"),
  };
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
}
