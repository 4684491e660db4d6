import type { AppLoadContext } from "@remix-run/node";
import { codeForm } from "#app/http/code-form.server.ts";
import { requireHelperDoor } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { proveHere } from "#app/http/prove-here.server.ts";
import { helpingPage } from "#app/services/reading/helping.server.ts";

export async function readHelping(request: Request, context: AppLoadContext) {
  const visit = await requireHelperDoor(request, context);
  return helpingPage(context.runtime, visit);
}

/** Sends a code to the helper's own contact, or takes the one that came. */
export async function comeInAsHelper(request: Request, context: AppLoadContext) {
  const visit = await requireHelperDoor(request, context);
  const form = await readForm(request, context, codeForm, { secret: ["code"] });
  if (!form.ok) return refuseForm(form.error);
  return proveHere(request, context, visit, form.value, "helper");
}
