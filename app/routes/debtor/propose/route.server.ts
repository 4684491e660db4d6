import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { suggest } from "#app/http/suggest.server.ts";
import { type ProposeRefusal, proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { proposalPage, proposeForm as startForm } from "#app/services/reading/propose.server.ts";
import { withdrawnPage } from "#app/services/reading/withdrawn-proposal.server.ts";
import { askOf, proposeForm } from "./form.server.ts";

/** The form, or the answer to a proposal that the address names. */
export async function showProposal(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const { runtime } = context;
  const zone = account.portfolio.timeZone;
  const asked = new URL(request.url).searchParams.get("proposal");
  // What the debtor proposed is between them and the creditor.
  if (asked !== null && visit.helper !== null) throw notFound();
  const withdrawn = asked === null ? null : await withdrawnPage(runtime, visit, account, asked);
  if (withdrawn !== null) return { kind: "withdrawn" as const, withdrawn };
  const form = await startForm(runtime, visit, account);
  if (form.inForce) throw elsewhere("in-force", account.row.id);
  if (asked === null) {
    if (!form.open) throw elsewhere("closed", account.row.id);
    return { kind: "form" as const, form, zone };
  }
  const proposal = await proposalPage(runtime, visit, account, asked);
  if (proposal === null) throw notFound();
  return { kind: "answer" as const, proposal, zone };
}

export async function takeProposal(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const form = await readForm(request, context, proposeForm(account.portfolio.currency));
  if (!form.ok) return refuseForm(form.error);
  const { id } = account.row;
  if (visit.helper !== null) return suggest(context, visit, id, { ask: askOf(form.value) });
  const proposed = await proposePlan(context.runtime, visit, id, askOf(form.value));
  if (!proposed.ok) throw elsewhere(proposed.error, id);
  return seeOther(`/a/${id}/propose?proposal=${proposed.value.proposalId}`);
}

function elsewhere(why: ProposeRefusal, accountId: string): Response {
  if (why === "not-found") return notFound();
  if (why === "in-force") return seeOther(`/a/${accountId}/plan?why=in-force#main`);
  return seeOther(`/a/${accountId}/ways`);
}
