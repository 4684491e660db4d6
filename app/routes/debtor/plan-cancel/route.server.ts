import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import {
  afterPlanChange,
  planChangeForm,
  requirePlanChange,
} from "#app/http/plan-change.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { leavingPlan } from "#app/services/reading/leaving.server.ts";
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
  const leaving = await leavingPlan(context.runtime, visit.actor, account);
  if (leaving === null) throw seeOther(`/a/${page.accountId}/plan#main`);
  const group = await planGroup(context.runtime, visit.actor, account);
  // The other accounts that were signed with it and still have dates to come.
  const others = Math.max(0, (group?.dueCount ?? 0) - 1);
  const { today, balance } = account;
  return { ...page, others, balanceMinor: balance.totalMinor, today, leaving };
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
