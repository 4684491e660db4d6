import { listDueReviews } from "#app/db/stores/hardship-cases.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import type { Runtime } from "../ports.ts";

const batch = 500;

/**
 * Raises work for every token plan whose months are over: somebody looks at what comes next. Once
 * for each review date, so that work which was done is not raised again.
 */
export async function raiseReviews(runtime: Runtime): Promise<void> {
  const { db, ids, clock } = runtime;
  for (;;) {
    const now = new Date(clock.now());
    const due = await listDueReviews(db, now, batch);
    for (const { id, portfolioId, accountId, to } of due) {
      const reference = `${id}:${to}`;
      const task = { portfolioId, accountId, kind: "hardship-review", reference, dueAt: now };
      await raiseTask(db, { id: ids.next(), ...task });
    }
    if (due.length < batch) return;
  }
}
