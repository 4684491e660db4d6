import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { placeOf } from "#app/db/embedded/place.server.ts";
import type { OpenRuntime } from "#app/runtime.server.ts";
import { payByApi } from "./api-payer.ts";
import { type Cast, introduce, linkTo, runtimeBeside } from "./cast.ts";
import { payByCard } from "./hosted-payer.ts";
import { judge } from "./judge.ts";
import type { Load } from "./load.ts";
import { orphansOf } from "./orphans.ts";
import { PaymentLog, readLog } from "./payment-log.ts";
import { readBooks, underWay } from "./read-books.ts";
import { type Stack, startStack, type Victim } from "./stack.ts";

export interface Plan {
  /** What is killed, in turn. */
  readonly kills: readonly Victim[];
  readonly apiPayers: number;
  readonly cardPayers: number;
  /** Between two kills, from when everything serves again: 200 ms up to this. */
  readonly calmMs: number;
  /** Killing ends by then, whatever is left of the plan. */
  readonly until?: number;
  onKill?(done: number, victim: Victim, backAfterMs: number): void;
}

export interface Outcome {
  /** Milliseconds until it served again, for each kill. */
  readonly backAfterMs: Readonly<Record<Victim, readonly number[]>>;
  readonly acknowledged: { readonly elsewhere: number; readonly hosted: number };
  readonly load: Pick<Load, "cutOff" | "repeated">;
  /** Requests that were under way at the moment of each kill, on average. */
  readonly underWay: number;
  readonly tookMs: number;
  /** From the last kill until everything had settled by itself. */
  readonly settledAfterMs: number;
  /** One sentence each; none is as it should be. */
  readonly faults: readonly string[];
  /** Kept when there are faults: the data, each process's log, the payers' log. */
  readonly folder: string | null;
}

const answerWithinMs = 180_000;
const settleWithinMs = 300_000;

/**
 * Kills the product's processes under load and holds its books to the log of those who paid.
 * Everything is its own: data folder, ports, database, provider.
 */
export async function survive(plan: Plan): Promise<Outcome> {
  const from = Date.now();
  const home = mkdtempSync(join(tmpdir(), "evenkeel-kill-"));
  chmodSync(home, 0o755);
  const folders = [home, placeOf(home).folder];
  const stack = await startStack(home);
  const log = new PaymentLog(join(home, "payments.ndjson"));
  const trial = await attack(stack, log, plan).finally(async () => {
    await stack.stop();
    log.close();
  });
  const orphans = await orphansOf(home, folders);
  const faults = [...stack.losses, ...trial.faults, ...orphans];
  const sound = faults.length === 0;
  if (sound) for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  return { ...trial, faults, folder: sound ? null : home, tookMs: Date.now() - from };
}

async function attack(stack: Stack, log: PaymentLog, plan: Plan) {
  const runtime = await runtimeBeside(stack);
  try {
    const cast = await introduce(runtime, plan.apiPayers * 3 + plan.cardPayers);
    const { origin } = stack;
    const load: Load = {
      ...{ origin, log, waiting: 0, cutOff: 0, repeated: 0 },
      ...{ ending: false, over: false, faults: [] },
    };
    const payers = sendPayers(runtime, stack, cast, load, plan);
    const kills = await killInTurn(stack, load, plan).catch((error: Error) => error);
    load.ending = true;
    const lastKill = Date.now();
    const patience = setTimeout(() => {
      load.over = true;
    }, answerWithinMs);
    await Promise.all(payers);
    clearTimeout(patience);
    if (kills instanceof Error) throw kills;
    await settle(runtime, log);
    const settledAfterMs = Date.now() - lastKill;
    const told = readLog(log.path);
    const books = await readBooks(runtime, cast, origin);
    const hosted = told.filter(({ source }) => source === "hosted").length;
    return {
      ...kills,
      settledAfterMs,
      load: { cutOff: load.cutOff, repeated: load.repeated },
      acknowledged: { elsewhere: told.length - hosted, hosted },
      faults: [...load.faults, ...judge(told, books)],
    };
  } finally {
    await runtime.close();
  }
}

/** Each card payer has a debt of its own; the API's payers share all of them. */
function sendPayers(
  runtime: OpenRuntime,
  { simulator }: Stack,
  cast: Cast,
  load: Load,
  { apiPayers, cardPayers }: Plan,
): Promise<void>[] {
  const byApi = Array.from({ length: apiPayers }, () => payByApi(load, cast.apiKey, cast.debts));
  const byCard = cast.debts
    .slice(0, cardPayers)
    .map((debt) => payByCard(load, simulator, debt, () => linkTo(runtime, debt)));
  return [...byApi, ...byCard];
}

async function killInTurn(stack: Stack, load: Load, plan: Plan) {
  const backAfterMs: Record<Victim, number[]> = { web: [], worker: [], database: [] };
  let waiting = 0;
  let done = 0;
  for (const victim of plan.kills) {
    await sleep(200 + Math.random() * plan.calmMs);
    if (plan.until !== undefined && Date.now() > plan.until) break;
    waiting += load.waiting;
    const tookMs = await stack.kill(victim);
    backAfterMs[victim].push(tookMs);
    done += 1;
    plan.onKill?.(done, victim, tookMs);
  }
  return { backAfterMs, underWay: done === 0 ? 0 : waiting / done };
}

/** Waits until webhooks, inbox and feed are empty: nothing is pushed by hand. */
async function settle(runtime: OpenRuntime, log: PaymentLog): Promise<void> {
  const sessions = readLog(log.path).filter(({ source }) => source === "hosted");
  const keys = sessions.map(({ key }) => key);
  const endsAt = Date.now() + settleWithinMs;
  while (Date.now() < endsAt && (await underWay(runtime, keys)) > 0) await sleep(500);
}
