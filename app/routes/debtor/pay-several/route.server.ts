import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { paySeveralForm } from "#app/http/pay-form.server.ts";
import { seeOther, seeOtherSite } from "#app/http/responses.server.ts";
import { startSeveral } from "#app/services/payments/start-several.server.ts";
import { paySeveral, sumOfLines } from "#app/services/reading/pay-several.server.ts";

export async function showSeveral({ request, context }: LoaderFunctionArgs) {
  const visit = await requireDebtor(request, context);
  const group = new URL(request.url).searchParams.get("plan");
  const accounts = await paySeveral(context.runtime, visit, group);
  return { accounts, currency: visit.portfolio.currency };
}

/** The total once more, or on to the provider's page with one sum for all. */
export async function payTogether({ request, context }: ActionFunctionArgs) {
  const visit = await requireDebtor(request, context);
  const form = await readForm(request, context, paySeveralForm(visit.portfolio.currency));
  if (!form.ok) return refuseForm(form.error);
  const { lines, intent, typed: values } = form.value;
  if (lines.length === 0) return refuseForm(refusedForm({ values, errors: {} }, none));
  if (intent === "total") {
    const sum = await sumOfLines(context.runtime, visit, lines);
    if (!sum.ok) return refuseLine(values, sum.accountId, sum.reason);
    return data({ refused: { values, errors: {} }, totalMinor: sum.totalMinor });
  }
  const wish = { lines, locale: context.locale };
  const start = await startSeveral(context.runtime, visit.actor, wish);
  if (start.ok && start.value.go === "page") return seeOtherSite(start.value.url);
  if (start.ok) return seeOther(`/pay/return?attempt=${start.value.attemptId}`);
  return refuseLine(values, start.error.accountId, start.error.refusal.reason);
}

const none = { "": "choose" };

/** The reason stands with the account that it is about. */
function refuseLine(values: RefusedForm["values"], accountId: string, reason: string) {
  const field = values[`choice.${accountId}`] === undefined ? "" : fieldOf(values, accountId);
  return refuseForm(refusedForm({ values, errors: {} }, { [field]: reason }));
}

function fieldOf(values: RefusedForm["values"], accountId: string): string {
  const own = values[`choice.${accountId}`]?.[0] === "other";
  return own ? `amount.${accountId}` : `choice.${accountId}`;
}
