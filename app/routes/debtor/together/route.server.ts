import type { AppLoadContext } from "@remix-run/node";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { frequencies } from "#app/domain/policy/policy.ts";
import { parseDate } from "#app/domain/primitives/date.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { moneyText } from "#app/http/form-fields.server.ts";
import { togetherPage } from "#app/services/reading/together.server.ts";

/** As the ways to pay one account: what was asked stands in the address. */
export async function showTogether(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const query = new URL(request.url).searchParams;
  const typed = query.get("most")?.trim() ?? "";
  const budget = moneyText(visit.portfolio.currency).safeParse(typed);
  const page = await togetherPage(context.runtime, visit, {
    accountIds: query.has("chosen") ? query.getAll("a") : null,
    budgetMinor: typed !== "" && budget.success ? budget.data : null,
    firstDueOn: parseDate(query.get("first") ?? ""),
    frequency: frequencies.find((known) => known === query.get("every")) ?? null,
  });
  const wrong = typed !== "" && !budget.success ? (budget.error.issues[0]?.message ?? "") : "";
  const filter: RefusedForm = {
    values: { most: [typed] },
    errors: wrong === "" ? {} : { most: [wrong] },
  };
  return { ...page, filter, gone: query.has("gone") };
}
