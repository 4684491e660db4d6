import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { frequencies } from "#app/domain/policy/policy.ts";
import { calendarDate, parseDate } from "#app/domain/primitives/date.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { moneyText, oneOf } from "#app/http/form-fields.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { savedStatement } from "#app/services/affordability/saved-statement.server.ts";
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
  const { runtime } = context;
  const stated = page.ways?.refer
    ? await savedStatement(runtime, runtime.db, visit.debtor.id)
    : null;
  return {
    ...page,
    filter,
    gone: query.has("gone"),
    /** Wanted to ask a person, and nobody was asked. */
    unasked: query.has("unasked"),
    /** Whether a person who is asked reads of income and spending. */
    stated: stated !== null,
  };
}

/** Asks a person about an amount that the policy has no answer to; the page says by when. */
export async function askPerson(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const schema = z.object({
    a: z.array(z.string()),
    amount: moneyText(visit.portfolio.currency),
    every: oneOf(frequencies),
    first: z
      .string()
      .refine((text) => parseDate(text) !== null)
      .transform(calendarDate),
    most: z.string().default(""),
  });
  const form = await readForm(request, context, schema);
  if (!form.ok) return seeOther(unaskedAt(form.error.values));
  const { a: accountIds, amount: amountMinor, every: frequency, most } = form.value;
  const firstDueOn = form.value.first;
  const ask = { amountMinor, frequency, firstDueOn };
  const asked = await referTogether(context.runtime, visit, accountIds, ask);
  // What stands meanwhile is on the page anew: a way to pay, or an account that left.
  if (!asked.ok) {
    const kept = { a: accountIds, most: [most], every: [frequency], first: [firstDueOn] };
    return seeOther(unaskedAt(kept));
  }
  return seeOther(`/a/${asked.value.accountId}/propose?proposal=${asked.value.proposalId}`);
}

/** The page again, which says that nobody was asked, with what was chosen. */
function unaskedAt(values: RefusedForm["values"]): string {
  const names = ["a", "most", "every", "first"];
  const kept = names.flatMap((name) => (values[name] ?? []).map((text) => [name, text]));
  const chosen = values.a === undefined ? [] : [["chosen", "1"]];
  return `/together?${new URLSearchParams([["unasked", "1"], ...chosen, ...kept])}#main`;
}
