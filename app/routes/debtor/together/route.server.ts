import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { frequencies } from "#app/domain/policy/policy.ts";
import { parseDate } from "#app/domain/primitives/date.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { moneyText, oneOf } from "#app/http/form-fields.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { referTogether } from "#app/services/plans/refer-together.server.ts";
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

/** Asks a person about an amount that the policy has no answer to; the page says by when. */
export async function askPerson(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const schema = z.object({
    a: z.array(z.string()),
    amount: moneyText(visit.portfolio.currency),
    every: oneOf(frequencies),
    first: z.string().transform((text) => parseDate(text)),
  });
  const form = await readForm(request, context, schema);
  const firstDueOn = form.ok ? form.value.first : null;
  if (!form.ok || firstDueOn === null) return seeOther("/together");
  const { a: accountIds, amount: amountMinor, every: frequency } = form.value;
  const ask = { amountMinor, frequency, firstDueOn };
  const asked = await referTogether(context.runtime, visit, accountIds, ask);
  // What stands meanwhile is on the page anew: a way to pay, or an account that left.
  if (!asked.ok) return seeOther("/together?gone");
  return seeOther(`/a/${asked.value.accountId}/propose?proposal=${asked.value.proposalId}`);
}
