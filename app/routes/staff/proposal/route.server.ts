import type { AppLoadContext } from "@remix-run/node";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import { staffProposal } from "#app/services/reading/staff-proposals.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { decisionForm } from "./form.ts";

export async function openProposal(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "plans:read");
  const proposal = await staffProposal(context.runtime, actor, id);
  if (proposal === null) throw notFound();
  return { proposal, mayDecide: roleMay(actor.role, "proposals:decide") };
}

/** Answers the debtor; somebody who was faster is met with a conflict. */
export async function answerIt(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "proposals:decide");
  const form = await readForm(request, context, decisionForm);
  if (!form.ok) return refuseForm(form.error);
  const { outcome, reason = "" } = form.value;
  const decided = await decideProposal(context.runtime, actor, id, { outcome, reason });
  if (decided.ok) return seeOther("/staff/proposals");
  if (decided.error === "not-found") throw notFound();
  if (decided.error === "not-waiting") throw conflict();
  const field = decided.error === "reason-missing" ? "reason" : "outcome";
  const key = field === "reason" ? "required" : "no-such-plan";
  return refuseForm(refusedForm({ outcome, reason }, { [field]: key }));
}
