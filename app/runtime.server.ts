import { openDatabase } from "./db/database.server.ts";
import { type EmbeddedServer, joinOrStart } from "./db/embedded/server.server.ts";
import { migrate } from "./db/migrate.server.ts";
import { systemClock } from "./gateways/clock.server.ts";
import { createCollectorClient } from "./gateways/collector/collector-client.server.ts";
import { pdfMaker } from "./gateways/files/pdf-maker.server.ts";
import { createIds } from "./gateways/ids.server.ts";
import { createMessageSender } from "./gateways/message-sender.server.ts";
import { createSealer } from "./gateways/sealing/sealer.server.ts";
import { stripeProvider } from "./gateways/stripe/provider.server.ts";
import { createLog } from "./http/log.server.ts";
import type { Settings } from "./http/settings.server.ts";
import type { Runtime } from "./services/ports.ts";

export interface RuntimeOptions {
  /** Named in logs and in pg_stat_activity: "web", "worker", "portal". */
  readonly name: string;
  readonly poolSize?: number;
  /** 2: standard output stays free for a command's own answer. */
  readonly logTo?: 1 | 2;
}

export interface OpenRuntime extends Runtime {
  /** Lets go of everything; ends the embedded database when nobody else uses it. */
  close(): Promise<void>;
}

/**
 * The only place that wires: settings → database + gateways + clock + ids. Without a
 * DATABASE_URL it joins or starts the embedded PostgreSQL of the data folder. Migrates first, so
 * that whoever opens a runtime finds the tables that this program knows.
 */
export async function openRuntime(
  settings: Settings,
  options: RuntimeOptions,
): Promise<OpenRuntime> {
  const log = createLog(settings.logLevel, { process: options.name }, options.logTo ?? 1);
  const embedded = settings.databaseUrl ? null : await embeddedServer(settings, log);
  const db = openDatabase({
    url: settings.databaseUrl ?? (embedded as EmbeddedServer).url,
    applicationName: `evenkeel-${options.name}`,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
    onError: (error) => log.warn({ err: error.message }, "database connection lost"),
  });
  await migrate(db.pool);
  const clock = systemClock;
  const messages = createMessageSender(settings);
  const collector = createCollectorClient({
    clock,
    timeoutMs: settings.webhookTimeoutMs,
    allowPrivate: settings.allowPrivateWebhooks,
  });
  return {
    settings,
    clock,
    ids: createIds(clock),
    log,
    db,
    sealer: createSealer(settings.dataKeys),
    payments: stripeProvider({ ...settings.stripe, timeoutMs: settings.providerTimeoutMs }),
    messages,
    collector,
    papers: pdfMaker,
    async close() {
      messages.close();
      collector.close();
      await db.close();
      await embedded?.stop();
    },
  };
}

function embeddedServer(settings: Settings, log: Runtime["log"]): Promise<EmbeddedServer> {
  return joinOrStart({
    home: settings.home,
    log: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
  });
}
