import type { AppLoadContext } from "@remix-run/node";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { frequencies } from "#app/domain/policy/policy.ts";
import { parseDate } from "#app/domain/primitives/date.ts";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { moneyText } from "#app/http/form-fields.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { shownHolds } from "#app/services/holds/shown-holds.server.ts";
import { joinableAccounts } from "#app/services/plans/joinable-accounts.server.ts";
import { affordPage } from "#app/services/reading/afford.server.ts";
import { lastProposal } from "#app/services/reading/propose.server.ts";
import { ways } from "#app/services/reading/ways.server.ts";

/** The page's own filter stands in its address: what cannot be read is said, and left out. */
export async function showWays(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const query = new URL(request.url).searchParams;
  const typed = query.get("most")?.trim() ?? "";
  const budget = moneyText(account.portfolio.currency).safeParse(typed);
  // A helper is told nothing of means, nor of what the debtor proposed.
  const helped = visit.helper !== null;
  const saved = helped ? null : (await affordPage(context.runtime, visit.debtor.id, account)).saved;
  const page = await ways(context.runtime, account, {
    budgetMinor: typed !== "" && budget.success ? budget.data : null,
    firstDueOn: parseDate(query.get("first") ?? ""),
    frequency: frequencies.find((known) => known === query.get("every")) ?? null,
    statement: saved,
  });
  if (page.inForce) throw seeOther(`/a/${account.row.id}/plan`);
  const holds = await shownHolds(context.runtime, visit.actor, account);
  const hold = page.hold && (holds.find(({ effects }) => effects.includes("offers")) ?? page.hold);
  const wrong = typed !== "" && !budget.success ? (budget.error.issues[0]?.message ?? "") : "";
  const filter: RefusedForm = {
    values: { most: [typed] },
    errors: wrong === "" ? {} : { most: [wrong] },
  };
  const last = helped ? null : await lastProposal(context.runtime, visit.actor, account);
  const zone = account.portfolio.timeZone;
  const statement = saved && { fresh: saved.fresh, on: saved.confirmedOn };
  const open = helped ? [] : await joinableAccounts(context.runtime, visit.actor);
  const together = open.filter(({ bar }) => bar === null).length > 1;
  return { ...page, together, hold, filter, last, statement, zone, gone: query.has("gone") };
}
