import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { type PlanChoices, planChoices } from "./plan-changes.server.ts";

export interface PlanChangePage extends PlanChoices {
  readonly accountId: string;
  readonly currency: Currency;
}

/** What a page that changes a plan starts from; null: no plan of this debtor's is in force. */
export async function planChangePage(
  runtime: Runtime,
  visit: Visit,
  loaded: LoadedAccount,
): Promise<PlanChangePage | null> {
  const plan = await findOpenPlan(runtime.db, loaded.row.id);
  const choices = plan && (await planChoices(runtime, visit, loaded, plan));
  if (choices === null) return null;
  return { ...choices, accountId: loaded.row.id, currency: loaded.portfolio.currency };
}
