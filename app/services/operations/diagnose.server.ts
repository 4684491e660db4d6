import { readDatabaseClock } from "#app/db/stores/health.server.ts";
import type { Runtime } from "../ports.ts";
import { checkReady, type Health } from "./check-ready.server.ts";

/** One thing that was looked at, and what would mend it. */
export interface Finding {
  readonly check:
    | "settings"
    | "database"
    | "migrations"
    | "clock"
    | "worker"
    | "provider"
    | "mail"
    | "sms";
  readonly state: Health;
  readonly detail: string;
  /** Null when nothing is to be done. */
  readonly mend: string | null;
}

const mostClockMs = 5_000;

/** Looks at everything that this program stands on. */
export async function diagnose(runtime: Runtime): Promise<readonly Finding[]> {
  const { settings } = runtime;
  const ready = await checkReady(runtime);
  const provider = settings.stripe.apiBase ?? "https://api.stripe.com";
  return [
    finding("settings", "ok", `mode ${settings.mode}, origin ${settings.origin}`, ""),
    finding(
      "database",
      ready.database,
      settings.databaseUrl === undefined ? `embedded, under ${settings.home}` : "DATABASE_URL",
      "start PostgreSQL, or correct DATABASE_URL",
    ),
    finding(
      "migrations",
      ready.migrations,
      "prisma/migrations",
      "start any process of this version",
    ),
    await clockFinding(runtime),
    finding("worker", ready.worker, "sends messages and events", "run `npm run worker`"),
    finding("provider", ready.provider, provider, "check STRIPE_SECRET_KEY and the network"),
    channelFinding("mail", settings.smtpUrl, "set SMTP_URL to send mail"),
    channelFinding("sms", settings.smsGatewayUrl, "set SMS_GATEWAY_URL to send text messages"),
  ];
}

/** Codes, links and deadlines are compared with this machine's clock. */
async function clockFinding(runtime: Runtime): Promise<Finding> {
  const theirs = await readDatabaseClock(runtime.db);
  const apartMs = Math.abs(theirs.getTime() - runtime.clock.now());
  const state = apartMs <= mostClockMs ? "ok" : "failing";
  return finding("clock", state, `${apartMs} ms from the database's`, "synchronise by NTP");
}

function channelFinding(check: "mail" | "sms", url: string | undefined, mend: string): Finding {
  const set = url !== undefined;
  return finding(check, set ? "ok" : "failing", set ? "configured" : "not configured", mend);
}

function finding(check: Finding["check"], state: Health, detail: string, mend: string): Finding {
  return { check, state, detail, mend: state === "ok" ? null : mend };
}
