import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { type CalendarDate, parseDate } from "#app/domain/primitives/date.ts";
import type { Result } from "#app/domain/primitives/result.ts";
import type { LoadedAccount } from "#app/services/accounts/account-state.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import {
  type PlanChangePage,
  planChangePage,
} from "#app/services/reading/plan-change-page.server.ts";
import { requireAccount } from "./debtor-account.server.ts";
import { line } from "./form-fields.server.ts";
import { seeOther } from "./responses.server.ts";

/** What every form that changes a plan sends back of the page that it stood on. */
export const planChangeForm = z.object({
  plan: line(40),
  n: z.coerce.number().int().min(1).max(1000),
});

/** A form that changes the next date sends that date too: two posts of it change it once. */
export const dateChangeForm = planChangeForm.extend({
  on: z
    .string()
    .transform(parseDate)
    .pipe(z.custom<CalendarDate>((day) => day !== null)),
});

/** The page of a change; who has no plan in force of their own goes to the plan's page. */
export async function requirePlanChange(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
): Promise<{
  readonly visit: Visit;
  readonly account: LoadedAccount;
  readonly page: PlanChangePage;
}> {
  const { visit, account } = await requireAccount(request, context, accountId);
  const page = await planChangePage(context.runtime, visit, account);
  if (page === null) throw seeOther(`/a/${account.row.id}/plan#main`);
  return { visit, account, page };
}

/** On to the plan, with what was done, or why it could not be. */
export function afterPlanChange(
  accountId: string,
  done: string,
  result: Result<null, string>,
): Response {
  const said = result.ok ? `done=${done}` : `why=${result.error}`;
  return seeOther(`/a/${accountId}/plan?${said}#main`);
}
