import { nextFreePort } from "./ports.mjs";
import { note, step } from "./say.mjs";

const webPort = 3000;
const simulatorPorts = { stripe: 4010, inbox: 4020, collector: 4030 };

/**
 * Starts database, simulators, web and worker, and loads the demo portfolios.
 * @param {string} folder the data folder
 * @param {import("./family.mjs").Family} family
 * @returns {Promise<import("./card.mjs").Card>}
 */
export async function startStack(folder, family) {
  const taken = new Set();
  const port = await nextFreePort(Number(process.env.PORT || webPort), taken);
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...common(folder), PORT: String(port), APP_ORIGIN: origin };
  const database = await step("Starting the database", () => family.start("database", [], env));
  if (typeof database.note === "string") note(database.note);
  const outside = await step("Starting the simulators", () => simulators(family, env, taken));
  const full = { ...env, ...outside.settings };
  const seeded = await step("Loading the demo portfolios", () => family.run("seed", [], full));
  await step("Starting web and worker", () =>
    Promise.all([family.start("web", [], full), family.start("worker", [], full)]),
  );
  const people = /** @type {import("./card.mjs").Card} */ (seeded.card);
  return { origin, ...people, ...outside.addresses };
}

/**
 * What every process of the demo is told; a setting of the caller's own wins where it may.
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
function common(folder) {
  return {
    LOG_LEVEL: "warn",
    ...process.env,
    NODE_ENV: "production",
    EVENKEEL_DEMO: "1",
    EVENKEEL_HOME: folder,
    ALLOW_PRIVATE_WEBHOOKS: "1",
  };
}

/**
 * @param {import("./family.mjs").Family} family
 * @param {NodeJS.ProcessEnv} env
 * @param {Set<number>} taken
 */
async function simulators(family, env, taken) {
  /** @param {keyof typeof simulatorPorts} name */
  const start = async (name) => {
    const port = await nextFreePort(simulatorPorts[name], taken);
    return family.start(name, ["--port", String(port)], env);
  };
  const [stripe, inbox, collector] = await Promise.all([
    start("stripe"),
    start("inbox"),
    start("collector"),
  ]);
  const addresses = {
    inbox: String(inbox.origin),
    stripe: String(stripe.origin),
    collector: String(collector.origin),
  };
  const settings = { STRIPE_API_BASE: addresses.stripe };
  return { addresses, settings };
}
