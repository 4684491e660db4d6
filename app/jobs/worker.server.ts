import { EventEmitter } from "node:events";
import { Logger, type Task as QueueTask, run, type WorkerEvents } from "graphile-worker";
import { openQueuePool } from "#app/db/queue-pool.server.ts";
import { addJob } from "#app/db/stores/jobs.server.ts";
import type { Log, Runtime } from "#app/services/ports.ts";
import { startFeedback } from "./feedback.server.ts";
import { type JobRunner, keepRunner } from "./keep-runner.server.ts";
import { recurring } from "./recurring.server.ts";
import type { RecurringTask, Task } from "./task.ts";
import { tasks } from "./tasks.server.ts";

export interface Worker {
  /** Takes no more jobs, ends those under way, and resolves. */
  stop(): Promise<void>;
}

const concurrency = 4;

/** Takes jobs from the queue until it is stopped. */
export async function startWorker(runtime: Runtime): Promise<Worker> {
  await releaseStuck(runtime);
  const runner = await keepRunner(runtime.log, (lost) => startRunner(runtime, lost));
  const clocks = recurring.map((one) => keepTurning(runtime, one));
  const feedback = await startFeedback(runtime);
  return {
    async stop() {
      for (const clock of clocks) clearInterval(clock);
      await feedback.stop();
      await runner.stop();
    },
  };
}

async function startRunner(runtime: Runtime, lost: () => void): Promise<JobRunner> {
  const { log } = runtime;
  const pgPool = openQueuePool({
    url: runtime.db.url,
    size: concurrency + 2,
    onError: (error) => log.warn({ err: error.message }, "queue connection lost"),
  });
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:fatalError", lost);
  const runner = await run({
    pgPool,
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    events,
    logger: new Logger((scope) => (level, message, meta) => {
      note(log, level, message, { ...scope, ...meta });
    }),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, handler(runtime, task)]),
    ),
  }).catch(async (error) => {
    await pgPool.end();
    throw error;
  });
  runner.promise.catch(lost);
  return {
    async stop() {
      // It may have ended by itself, its connections lost for good.
      await runner.stop().catch(() => undefined);
      await pgPool.end();
    },
  };
}

/** The machine may have ended with jobs in hand; they are anybody's again. */
async function releaseStuck(runtime: Runtime): Promise<void> {
  await tasks["release-stuck"]?.(runtime, {}, { last: true });
}

function handler(runtime: Runtime, task: Task): QueueTask {
  return async (payload, { job }) => {
    await task(runtime, payload, { last: job.attempts >= job.max_attempts });
  };
}

/** Adds a job a turn; workers that run at once name the same turn, which is one job. */
function keepTurning(runtime: Runtime, { task, everyMs }: RecurringTask): NodeJS.Timeout {
  const add = (): void => {
    const turn = Math.floor(runtime.clock.now() / everyMs);
    const job = { task, payload: {}, key: `${task}:${turn}`, maxAttempts: 1 };
    addJob(runtime.db, job).catch((error: Error) => {
      runtime.log.warn({ err: error.message, task }, "recurring work not queued");
    });
  };
  add();
  return setInterval(add, everyMs);
}

function note(log: Log, level: string, message: string, fields: object): void {
  if (level === "error") log.error(fields, message);
  else if (level === "warning") log.warn(fields, message);
  else log.debug(fields, message);
}
