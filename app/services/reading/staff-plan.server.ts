import { findAccount } from "#app/db/stores/accounts.server.ts";
import { listAccountPlanChanges } from "#app/db/stores/plan-changes.server.ts";
import { findOpenPlan, listAccountPlans, listGroupPlans } from "#app/db/stores/plans.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { matchedPlan } from "./next-due.server.ts";

/** The plan in force on an account, else its latest, with what was paid of each instalment. */
export async function planOfAccount(runtime: Runtime, { row, portfolio }: LoadedAccount) {
  const open = await findOpenPlan(runtime.db, row.id);
  const plan = open ?? (await listAccountPlans(runtime.db, row.id))[0];
  if (plan === undefined) return null;
  const matching = await matchedPlan(runtime.db, plan, portfolio.policy);
  return {
    id: plan.id,
    kind: plan.kind,
    state: plan.state,
    interest: plan.interestMode,
    agreedAt: plan.agreedAt.getTime(),
    toPayMinor: plan.toPay,
    waivedMinor: plan.waived,
    paidMinor: matching.paidMinor,
    next:
      open !== null && matching.nextDue !== null
        ? {
            on: matching.nextDue.dueOn,
            openMinor: matching.nextDue.amountMinor - matching.nextDue.paidMinor,
          }
        : null,
    lastDueOn: plan.lastDueOn,
    history: await historyOf(runtime, row.id),
    /** The other accounts that were signed with it, each with a plan of its own. */
    together: plan.groupId === null ? [] : await signedWith(runtime, plan.groupId, row.id),
    instalments: matching.instalments.map(({ n, dueOn, amountMinor, paidMinor, status }) => ({
      n,
      dueOn,
      amountMinor,
      paidMinor,
      status,
    })),
  };
}

async function signedWith({ db }: Runtime, groupId: string, accountId: string) {
  const plans = await listGroupPlans(db, groupId);
  const others = plans.filter((plan) => plan.accountId !== accountId);
  const rows = await Promise.all(others.map((plan) => findAccount(db, plan.accountId)));
  return rows.flatMap((row) => (row === null ? [] : [{ id: row.id, ref: row.ref }]));
}

const mostHistory = 40;

/** What became of the account's plans, newest first. */
async function historyOf(runtime: Runtime, accountId: string) {
  const changes = await listAccountPlanChanges(runtime.db, accountId, mostHistory);
  return changes.map(({ id, kind, n, fromOn, toOn, by, detail, at }) => ({
    id,
    kind,
    n,
    from: fromOn,
    to: toOn,
    by: by.split(":")[0] ?? by,
    reason: typeof detail.reason === "string" ? detail.reason : null,
    at: at.getTime(),
  }));
}
