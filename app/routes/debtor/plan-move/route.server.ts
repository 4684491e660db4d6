import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { parseDate } from "#app/domain/primitives/date.ts";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import {
  afterPlanChange,
  dateChangeForm,
  requirePlanChange,
} from "#app/http/plan-change.server.ts";
import { changeDates } from "#app/services/plans/change-dates.server.ts";

/** The days to choose from, and the plan with the chosen one beside the plan as it is. */
export async function showMove(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { page } = await requirePlanChange(request, context, accountId);
  if (page.cannotMove !== null) {
    throw afterPlanChange(page.accountId, "", { ok: false, error: page.cannotMove });
  }
  const asked = parseDate(new URL(request.url).searchParams.get("to") ?? "");
  const to = asked !== null && page.days.includes(asked) ? asked : null;
  const isLast = page.rest.terms === 1;
  const after = to && { ...page.rest, nextDueOn: to, ...(isLast ? { lastDueOn: to } : {}) };
  return { ...page, to, after };
}

const moveForm = dateChangeForm.extend({ to: z.string().transform(parseDate) });

export async function move(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
): Promise<Response> {
  const { visit, account } = await requireAccount(request, context, accountId);
  const { id } = account.row;
  const form = await readForm(request, context, moveForm);
  if (!form.ok || form.value.to === null) {
    return afterPlanChange(id, "", { ok: false, error: "changed" });
  }
  const { plan: planId, n, on: dueOn, to } = form.value;
  const what = { moveTo: to };
  const moved = await changeDates(context.runtime, visit, id, { planId, n, dueOn, what });
  return afterPlanChange(id, "moved", moved);
}
