import { findAccount } from "#app/db/stores/accounts.server.ts";
import { listAccountPlans, listGroupPlans, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import { planToCome } from "../plans/plan-to-come.server.ts";
import type { Runtime } from "../ports.ts";
import { matchedPlan } from "./next-due.server.ts";

/**
 * The plans that were signed together with an account's newest one, and how each stands. Null: it
 * stands alone, or somebody else signed it, and the other accounts are none of this debtor's.
 */
export async function planGroup(
  runtime: Runtime,
  actor: Pick<DebtorActor, "debtorId">,
  { row, portfolio }: Pick<LoadedAccount, "row" | "portfolio">,
) {
  const [plan] = await listAccountPlans(runtime.db, row.id);
  if (plan === undefined || plan.groupId === null) return null;
  if (plan.debtorId !== actor.debtorId) return null;
  const plans = await listGroupPlans(runtime.db, plan.groupId);
  const members = await Promise.all(plans.map((one) => memberOf(runtime, one, portfolio.policy)));
  const due = members.filter(({ next }) => next !== null);
  return {
    groupId: plan.groupId,
    members,
    /** What the next instalments of all of them come to; 0: none is left. */
    nextMinor: due.reduce((sum, { next }) => sum + (next?.openMinor ?? 0n), 0n),
    dueCount: due.length,
    /** The nearest date of any. */
    nextOn: due.flatMap(({ next }) => (next === null ? [] : [next.dueOn])).sort()[0] ?? null,
  };
}

async function memberOf(runtime: Runtime, plan: PlanRow, policy: Policy) {
  const [row, matching] = await Promise.all([
    findAccount(runtime.db, plan.accountId),
    matchedPlan(runtime.db, plan, policy),
  ]);
  assert(row !== null, "a plan stands on an account");
  const isOpen = plan.state === "agreed" || plan.state === "active";
  const loaded = await loadAccount(runtime, runtime.db, row);
  const coming = isOpen ? await planToCome(runtime.db, loaded, plan, matching) : null;
  return {
    accountId: row.id,
    card: openCardFacts(runtime, row).cardLast4,
    product: row.product,
    state: plan.state,
    next: coming?.instalments[0] ?? null,
    paidCount: matching.instalments.filter((line) => line.status === "paid").length,
    terms: matching.instalments.length,
  };
}

export type PlanGroupView = NonNullable<Awaited<ReturnType<typeof planGroup>>>;
