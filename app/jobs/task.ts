import type { Runtime } from "#app/services/ports.ts";

/** What a task is told beside its payload. */
export interface Attempt {
  /** No further try follows this one. */
  readonly last: boolean;
}

/** A shallow handler: reads its payload and calls one service. It throws to be tried again. */
export type Task = (runtime: Runtime, payload: unknown, attempt: Attempt) => Promise<void>;

/** Work that comes round by itself. */
export interface RecurringTask {
  /** Its name in the queue. */
  readonly task: string;
  readonly everyMs: number;
}
