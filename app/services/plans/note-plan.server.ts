import type { Tx } from "#app/db/database.server.ts";
import { insertPlanChange, type PlanChangeRow } from "#app/db/stores/plan-changes.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { Runtime } from "../ports.ts";

type Note = Pick<PlanChangeRow, "kind" | "by"> &
  Partial<Pick<PlanChangeRow, "n" | "fromOn" | "toOn" | "detail">>;

/** Writes down what became of a plan; false when this has been noted before. */
export async function notePlan(
  runtime: Runtime,
  tx: Tx,
  plan: Pick<PlanRow, "id" | "accountId" | "portfolioId">,
  note: Note,
): Promise<boolean> {
  return insertPlanChange(tx, {
    id: runtime.ids.next(),
    planId: plan.id,
    accountId: plan.accountId,
    portfolioId: plan.portfolioId,
    n: null,
    fromOn: null,
    toOn: null,
    detail: {},
    ...note,
    at: new Date(runtime.clock.now()),
  });
}
