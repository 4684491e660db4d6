import { nextFreePort } from "./ports.mjs";
import { note, step } from "./say.mjs";

const firstPorts = { web: 3000, stripe: 4010, inbox: 4020, collector: 4030 };

/**
 * Starts database, simulators, web and worker, and loads the demo portfolios.
 * @param {string} folder the data folder
 * @param {import("./family.mjs").Family} family
 * @returns {Promise<{ card: import("./card.mjs").Card, settings: Record<string, string> }>}
 *   settings: what a command must be told to join this demo
 */
export async function startStack(folder, family) {
  const ports = await choosePorts();
  const origin = `http://127.0.0.1:${ports.web}`;
  const own = { EVENKEEL_DEMO: "1", ALLOW_PRIVATE_WEBHOOKS: "1", APP_ORIGIN: origin };
  const env = { LOG_LEVEL: "warn", ...process.env, ...own };
  /** @type {NodeJS.ProcessEnv} */
  const common = { ...env, NODE_ENV: "production", EVENKEEL_HOME: folder, PORT: `${ports.web}` };
  const database = await step("Starting the database", () => family.start("database", [], common));
  if (typeof database.note === "string") note(database.note);
  const outside = await step("Starting the simulators", () => simulators(family, common, ports));
  const settings = { ...own, ...outside.settings };
  /** @type {NodeJS.ProcessEnv} */
  const full = { ...common, ...settings };
  const seeded = await step("Loading the demo portfolios", () => family.run("seed", [], full));
  await step("Starting web and worker", () =>
    Promise.all([family.start("web", [], full), family.start("worker", [], full)]),
  );
  const people = /** @type {import("./card.mjs").People} */ (seeded.card);
  return { card: { origin, ...people, ...outside.addresses }, settings };
}

async function choosePorts() {
  const taken = new Set();
  const web = await nextFreePort(Number(process.env.PORT || firstPorts.web), taken);
  const stripe = await nextFreePort(firstPorts.stripe, taken);
  const inbox = await nextFreePort(firstPorts.inbox, taken);
  return { web, stripe, inbox, collector: await nextFreePort(firstPorts.collector, taken) };
}

/**
 * @param {import("./family.mjs").Family} family
 * @param {NodeJS.ProcessEnv} env
 * @param {Record<keyof typeof firstPorts, number>} ports
 */
async function simulators(family, env, ports) {
  const [stripe, inbox, collector] = await Promise.all([
    family.start("stripe", ["--port", `${ports.stripe}`], env),
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
  return { addresses, settings };
}
