import type { AppLoadContext } from "@remix-run/node";
import { codeForm } from "#app/http/code-form.server.ts";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { proveHere } from "#app/http/prove-here.server.ts";
import { codeStep } from "#app/services/reading/code-step.server.ts";

export async function readEverything(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  return {
    proven: visit.actor.level >= 2,
    proof: await codeStep(context.runtime, visit, "sign"),
    zone: visit.debtor.timeZone ?? visit.portfolio.timeZone,
  };
}

export async function prove(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const form = await readForm(request, context, codeForm, { secret: ["code"] });
  return form.ok ? proveHere(request, context, visit, form.value) : refuseForm(form.error);
}
