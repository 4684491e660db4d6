import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import {
  afterPlanChange,
  dateChangeForm,
  requirePlanChange,
} from "#app/http/plan-change.server.ts";
import { changeDates } from "#app/services/plans/change-dates.server.ts";

/** The plan with its next date left out, beside the plan as it is. */
export async function showSkip(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { page } = await requirePlanChange(request, context, accountId);
  if (page.skip === null) {
    const error = page.cannotSkip ?? "nothing-open";
    throw afterPlanChange(page.accountId, "", { ok: false, error });
  }
  const { nextOn, lastOn } = page.skip;
  return { ...page, after: { ...page.rest, nextDueOn: nextOn, lastDueOn: lastOn } };
}

export async function skip(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
): Promise<Response> {
  const { visit, account } = await requireAccount(request, context, accountId);
  const { id } = account.row;
  const form = await readForm(request, context, dateChangeForm);
  if (!form.ok) return afterPlanChange(id, "", { ok: false, error: "changed" });
  const { plan: planId, n, on: dueOn } = form.value;
  const skipped = await changeDates(context.runtime, visit, id, { planId, n, dueOn, what: "skip" });
  return afterPlanChange(id, "skipped", skipped);
}
