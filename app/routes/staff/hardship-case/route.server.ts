import type { AppLoadContext } from "@remix-run/node";
import { formatAmount } from "#app/domain/money/amount.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import {
  type DecideHardshipFault,
  decideHardship,
} from "#app/services/hardship/decide-hardship.server.ts";
import { endTreatment } from "#app/services/hardship/end-treatment.server.ts";
import { staffHardshipCase } from "#app/services/reading/staff-hardship.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { decisionForm, treatmentForm } from "./form.server.ts";

export async function openCase(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "hardship:read");
  const found = await staffHardshipCase(context.runtime, actor, id);
  if (found === null) throw notFound();
  return {
    one: found,
    mayDecide: roleMay(actor.role, "hardship:decide"),
    mayOpen: roleMay(actor.role, "evidence:read"),
  };
}

/** Answers the debtor; somebody who was faster is met with a conflict. */
export async function decideCase(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "hardship:decide");
  const found = await staffHardshipCase(context.runtime, actor, id);
  if (found === null) throw notFound();
  if (found.openCrisis) return endOpenCrisis(request, context, actor, id);
  const form = await readForm(request, context, decisionForm(found.currency));
  if (!form.ok) return refuseForm(form.error);
  const { amount, planAmount, ...decision } = form.value;
  const { outcome } = decision;
  const given = outcome === "reduced-plan" ? planAmount : amount;
  const decided = await decideHardship(context.runtime, actor, id, {
    ...decision,
    from: outcome === "breathing-space" ? decision.from : null,
    amountMinor: given === 0n ? null : given,
  });
  if (decided.ok) return seeOther("/staff/hardship");
  if (decided.error === "not-found") throw notFound();
  if (decided.error === "not-waiting") throw conflict();
  const [place, reason] = places[decided.error];
  const field = place === "amount" && outcome === "reduced-plan" ? "planAmount" : place;
  const { days, months, from, firstDueOn, treatmentEndedOn } = decision;
  const typed = (minor: bigint) => (minor === 0n ? "" : formatAmount(minor, found.currency));
  const values = {
    outcome,
    amount: typed(amount),
    planAmount: typed(planAmount),
    reason: decision.reason,
    days: String(days ?? ""),
    months: String(months ?? ""),
    from: from ?? "",
    firstDueOn: firstDueOn ?? "",
    treatmentEndedOn: treatmentEndedOn ?? "",
  };
  return refuseForm(refusedForm(values, { [field]: reason }));
}

/** Adds the end of the treatment to a crisis that was decided before anybody knew it. */
async function endOpenCrisis(
  request: Request,
  context: AppLoadContext,
  actor: StaffActor,
  id: string,
) {
  const form = await readForm(request, context, treatmentForm);
  if (!form.ok) return refuseForm(form.error);
  const { endedOn } = form.value;
  assert(endedOn !== null, "the form asks for the day");
  const ended = await endTreatment(context.runtime, actor, id, endedOn);
  if (ended.ok) return seeOther(`/staff/hardship/${id}`);
  if (ended.error === "not-found") throw notFound();
  if (ended.error === "not-possible") throw conflict();
  return refuseForm(refusedForm({ endedOn }, { endedOn: ended.error }));
}

const places: Readonly<
  Record<Exclude<DecideHardshipFault, "not-found" | "not-waiting">, readonly [string, string]>
> = {
  "reason-missing": ["reason", "required"],
  "amount-missing": ["amount", "required"],
  "months-missing": ["months", "required"],
  "no-such-plan": ["amount", "no-such-plan"],
  "crisis-not-offered": ["outcome", "crisis-not-offered"],
  "to-before-from": ["treatmentEndedOn", "to-before-from"],
  "from-too-early": ["from", "from-too-early"],
};
