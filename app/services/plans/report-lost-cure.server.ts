import type { Tx } from "#app/db/database.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { listAccountPlans, type PlanRow } from "#app/db/stores/plans.server.ts";
import { cureOf } from "#app/domain/plans/cure.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { cureQuestion } from "./cure-question.server.ts";
import { planStanding } from "./plan-standing.server.ts";

/**
 * Tells staff when money that was told late would have brought back the plan before `plan`, which
 * was signed after that one had broken: the new one stands (decision 28), and a person sees what
 * the debtor lost by it. The caller holds the account's lock and has booked the money to `plan`.
 */
export async function reportLostCure(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  effectiveOn: CalendarDate,
): Promise<void> {
  const signedOn = dateInZone(plan.agreedAt.getTime(), loaded.portfolio.timeZone);
  if (effectiveOn > signedOn) return;
  const plans = await listAccountPlans(tx, loaded.row.id);
  const before = plans[plans.findIndex(({ id }) => id === plan.id) + 1];
  if (before?.state !== "broken" || before.endedAt === null) return;
  const question = await cureQuestion(tx, loaded, before, before.endedAt);
  const { payments } = await planStanding(tx, loaded, plan.id);
  const early = payments.filter(({ on }) => on <= signedOn);
  const cure = cureOf({ ...question, payments: [...question.payments, ...early] });
  if (cure === null || cure.reason === "held") return;
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId: loaded.row.portfolioId,
    accountId: loaded.row.id,
    kind: "plan:not-cured",
    reference: before.id,
    detail: { planId: before.id, replacedBy: plan.id, asOf: cure.asOf },
    at: new Date(runtime.clock.now()),
  });
}
