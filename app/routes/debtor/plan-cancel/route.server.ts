import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import {
  afterPlanChange,
  planChangeForm,
  requirePlanChange,
} from "#app/http/plan-change.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { planGroup } from "#app/services/reading/plan-group.server.ts";

/** What leaving the plan means, in figures. */
export async function showCancel(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, page, account } = await requirePlanChange(request, context, accountId);
  if (page.cannotLeave !== null && page.withdrawUntil === null) {
    throw afterPlanChange(page.accountId, "", { ok: false, error: page.cannotLeave });
  }
  const group = await planGroup(context.runtime, visit.actor, account);
  // The other accounts that were signed with it and still have dates to come.
  const others = Math.max(0, (group?.dueCount ?? 0) - 1);
  return { ...page, others, balanceMinor: account.balance.totalMinor };
}

export async function cancel(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
): Promise<Response> {
  const { visit, account } = await requireAccount(request, context, accountId);
  const { id } = account.row;
  const form = await readForm(request, context, planChangeForm);
  if (!form.ok) return afterPlanChange(id, "", { ok: false, error: "changed" });
  const cancelled = await cancelPlan(context.runtime, visit, id, form.value.plan);
  return afterPlanChange(id, "cancelled", cancelled);
}
