import type { AppLoadContext } from "@remix-run/node";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { type ResolveFault, resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { type WorkFault, workOnCase } from "#app/services/cases/work-on-case.server.ts";
import { staffCase } from "#app/services/reading/staff-case.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { caseWorkForm } from "./form.server.ts";

export async function openCasePage(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "cases:read");
  const page = await staffCase(context.runtime, actor, id);
  const path = new URL(request.url).pathname;
  if (page === null || !path.startsWith(`/staff/${page.kind}s/`)) throw notFound();
  return { page, mayDecide: roleMay(actor.role, "cases:decide") };
}

/** Does one thing with the case; somebody who was faster is met with a conflict. */
export async function workOnIt(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "cases:decide");
  const page = await staffCase(context.runtime, actor, id);
  if (page === null) throw notFound();
  const form = await readForm(request, context, caseWorkForm(page.account.currency));
  if (!form.ok) return refuseForm(form.error);
  const { runtime } = context;
  const typed = form.value;
  const done =
    typed.act === "resolve"
      ? await resolveCase(runtime, actor, id, typed)
      : await workOnCase(runtime, actor, id, { action: typed.act, text: typed.text });
  if (done.ok) return seeOther(`/staff/${page.kind}s${typed.act === "resolve" ? "" : `/${id}`}`);
  if (done.error === "not-found") throw notFound();
  if (done.error === "case-action-not-possible") throw conflict();
  return refuseForm(refusedForm(shown(typed), { [places[done.error]]: done.error }));
}

type Refusal = Exclude<ResolveFault | WorkFault, "not-found" | "case-action-not-possible">;

const places = {
  "outcome-not-possible": "outcome",
  "amount-missing": "amount",
  "amount-not-allowed": "amount",
  "amount-above-balance": "amount",
  "needs-supervisor": "amount",
  "no-extension-left": "extend",
  "text-missing": "why",
} as const satisfies Record<Refusal, string>;

/** What was typed, by the names of the page's fields. */
function shown(typed: {
  readonly act: string;
  readonly field: string;
  readonly text: string;
  readonly outcome?: string;
  readonly amountMinor?: bigint | null;
}): Readonly<Record<string, string>> {
  const { act, field, text, outcome = "" } = typed;
  return { act, [field]: text, outcome };
}
