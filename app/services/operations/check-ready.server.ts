import { pendingMigrations } from "#app/db/migrate.server.ts";
import { countWorkers } from "#app/db/stores/health.server.ts";
import type { Runtime } from "../ports.ts";

export type Health = "ok" | "failing";

export interface Readiness {
  /** The provider may be away: everything but paying works without it. */
  readonly ready: boolean;
  readonly database: Health;
  readonly migrations: Health;
  readonly worker: Health;
  readonly provider: Health;
}

const patienceMs = 3_000;
const freshMs = 15_000;

interface Seen {
  readonly at: number;
  readonly state: Promise<Health>;
}
const seenProviders = new WeakMap<Runtime, Seen>();

/** Whether this process and what it stands on can work. */
export async function checkReady(runtime: Runtime): Promise<Readiness> {
  const { db } = runtime;
  const [database, migrations, worker, provider] = await Promise.all([
    healthOf(async () => (await db.query("select 1")).length === 1),
    healthOf(async () => (await pendingMigrations(db.pool)).length === 0),
    healthOf(async () => (await countWorkers(db)) > 0),
    providerHealth(runtime),
  ]);
  const ready = [database, migrations, worker].every((state) => state === "ok");
  return { ready, database, migrations, worker, provider };
}

/** Asked now and then only: probes come often, and the provider counts calls. */
function providerHealth(runtime: Runtime): Promise<Health> {
  const at = runtime.clock.now();
  const seen = seenProviders.get(runtime);
  if (seen !== undefined && at < seen.at + freshMs) return seen.state;
  const state = healthOf(async () => {
    const answer = await runtime.payments.listChanges({ since: at, cursor: null });
    return answer.kind === "ok";
  });
  seenProviders.set(runtime, { at, state });
  return state;
}

async function healthOf(check: () => Promise<boolean>): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return (await Promise.race([check(), late])) ? "ok" : "failing";
  } catch {
    return "failing";
  } finally {
    clearTimeout(timer);
  }
}
