import { listDueReviews, listOpenCrises } from "#app/db/stores/hardship-cases.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import type { Runtime } from "../ports.ts";

const batch = 500;
/** A month, as long as the space goes on after a treatment: asked as often, none is overlooked. */
const crisisEveryDays = 30;

/**
 * Raises work for every token plan whose months are over, and every month for a crisis whose end is
 * not known: somebody looks at what comes next. Once for each review date, so that work which was
 * done is not raised again; for a crisis not while the last is open.
 */
export async function raiseReviews(runtime: Runtime): Promise<void> {
  const { db } = runtime;
  await raiseAll(runtime, (now) => listDueReviews(db, now, batch));
  await raiseAll(runtime, (now) => listOpenCrises(db, now, crisisEveryDays, batch));
}

async function raiseAll(
  { db, ids, clock }: Runtime,
  list: (now: Date) => ReturnType<typeof listDueReviews>,
): Promise<void> {
  for (;;) {
    const now = new Date(clock.now());
    const due = await list(now);
    for (const { id, portfolioId, accountId, to } of due) {
      const reference = `${id}:${to}`;
      const task = { portfolioId, accountId, kind: "hardship-review", reference, dueAt: now };
      await raiseTask(db, { id: ids.next(), ...task });
    }
    if (due.length < batch) return;
  }
}
