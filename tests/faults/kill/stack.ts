import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Family } from "#app/cli/launch/family.mjs";
import { nextFreePort } from "#app/cli/launch/ports.mjs";
import { asBuilt } from "#app/cli/launch/stack.mjs";
import { placeOf } from "#app/db/embedded/place.server.ts";
import { runningPostmaster } from "#app/db/embedded/postmaster.server.ts";
import { type StripeSimulator, startStripeSimulator } from "#app/simulators/stripe/server.ts";

export const victims = ["web", "worker", "database"] as const;
export type Victim = (typeof victims)[number];

/** The product as it is built, on a data folder and ports of its own, with a provider beside it. */
export interface Stack {
  readonly origin: string;
  readonly simulator: StripeSimulator;
  /** What its processes were told. */
  readonly variables: NodeJS.ProcessEnv;
  /** The embedded database, past the program that keeps it up. */
  readonly databaseUrl: string;
  /** Processes that ended though nobody killed them. */
  readonly losses: readonly string[];
  /** kill -9; answers how many milliseconds later it served again. */
  kill(victim: Victim): Promise<number>;
  stop(): Promise<void>;
}

const soon = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

export async function startStack(home: string): Promise<Stack> {
  const port = await nextFreePort(3600 + Math.floor(Math.random() * 300));
  const origin = `http://127.0.0.1:${port}`;
  const secret = `whsec_${randomBytes(24).toString("hex")}`;
  const simulator = await startStripeSimulator({
    webhookUrl: `${origin}/webhooks/stripe`,
    webhookSecret: secret,
    retryDelaysMs: soon,
  });
  const variables = {
    ...process.env,
    ...asBuilt.settings,
    DATABASE_URL: undefined,
    EVENKEEL_HOME: home,
    APP_ORIGIN: origin,
    PORT: `${port}`,
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    DATA_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    STRIPE_SECRET_KEY: `sk_test_${randomBytes(16).toString("hex")}`,
    STRIPE_WEBHOOK_SECRETS: secret,
    STRIPE_API_BASE: simulator.origin,
  } as NodeJS.ProcessEnv;
  const keeper = new Keeper(home, variables);
  for (const name of ["database", "web", "worker"] as const) await keeper.start(name);
  return {
    origin,
    simulator,
    variables,
    databaseUrl: urlOf(home),
    losses: keeper.losses,
    kill: (victim) => (victim === "database" ? killDatabase(home) : keeper.killAndRestart(victim)),
    stop: async () => {
      await keeper.stop();
      await simulator.close();
    },
  };
}

/** Does what systemd or a container platform would do: what has ended is started again. */
class Keeper {
  readonly losses: string[] = [];
  readonly #family: Family;
  readonly #variables: NodeJS.ProcessEnv;
  readonly #killed = new Map<string, () => void>();

  constructor(home: string, variables: NodeJS.ProcessEnv) {
    this.#variables = variables;
    this.#family = new Family(asBuilt.bundles, join(home, "logs"), (name, words) => {
      const ended = this.#killed.get(name);
      this.#killed.delete(name);
      if (ended !== undefined) return ended();
      this.losses.push(`${name} ended by itself: ${words}`);
      void this.start(name).catch((error: Error) => this.losses.push(error.message));
    });
  }

  async start(name: string): Promise<void> {
    await this.#family.start(name, [], this.#variables);
  }

  async killAndRestart(name: Victim): Promise<number> {
    const from = performance.now();
    const ended = new Promise<void>((resolve) => this.#killed.set(name, resolve));
    this.#family.newest(name)?.kill("SIGKILL");
    await ended;
    await this.start(name);
    return performance.now() - from;
  }

  stop(): Promise<void> {
    return this.#family.stop();
  }
}

/** The postmaster goes, and with it every connection; the product itself must start another. */
async function killDatabase(home: string): Promise<number> {
  const { data } = placeOf(home);
  const victim = runningPostmaster(data);
  if (victim === null) throw new Error("there is no database to kill");
  const url = urlOf(home);
  const from = performance.now();
  process.kill(victim.pid, "SIGKILL");
  while (performance.now() - from < 120_000) {
    const now = runningPostmaster(data);
    if (now?.ready && now.pid !== victim.pid && (await answers(url))) {
      return performance.now() - from;
    }
    await sleep(10);
  }
  throw new Error("the database did not come back within two minutes");
}

function urlOf(home: string): string {
  const { folder, data } = placeOf(home);
  const secrets = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8")) as { app: string };
  const port = runningPostmaster(data)?.port;
  return `postgresql://evenkeel:${secrets.app}@127.0.0.1:${port}/evenkeel`;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
