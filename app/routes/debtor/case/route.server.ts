import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readFormWithFiles } from "#app/http/form-with-files.server.ts";
import { refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { caseOfKind } from "#app/services/cases/case-of-kind.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { removeEvidence } from "#app/services/evidence/remove-evidence.server.ts";
import { casePage } from "#app/services/reading/case.server.ts";
import { caseActForm } from "./form.ts";

/** What was just done: the case was opened, added to, or is to be looked at again. */
const dones = ["opened", "added", "reopened"] as const;

type Params = Readonly<Record<string, string | undefined>>;

export async function showCase(request: Request, context: AppLoadContext, params: Params) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const page = await casePage(context.runtime, visit.actor, account, params.caseId ?? "");
  if (page === null) throw notFound();
  const done = new URL(request.url).searchParams.get("done");
  return { page, done: dones.find((one) => one === done) ?? null };
}

/** The debtor adds something, is content, is not, or takes it back. */
export async function actOnCase(request: Request, context: AppLoadContext, params: Params) {
  const { runtime } = context;
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const { id: accountId, portfolioId } = account.row;
  const caseId = params.caseId ?? "";
  const purpose = (await caseOfKind(runtime, visit.actor, caseId, "complaint"))
    ? "complaint"
    : "dispute";
  const form = await readFormWithFiles(request, context, {
    schema: caseActForm,
    keep: (files) => keepEvidence(runtime, visit.actor, { portfolioId, accountId, purpose }, files),
    remove: (id) => removeEvidence(runtime, visit.actor, id),
  });
  if (!form.ok) return refuseForm(form.error);
  const { act: action, text = "" } = form.value;
  const done = await answerCase(runtime, visit.actor, caseId, { action, text });
  if (!done.ok && done.error === "not-found") throw notFound();
  if (!done.ok && done.error === "text-missing") {
    return refuseForm(refusedForm({ act: action, text }, { text: "required" }));
  }
  if (!done.ok && text !== "") {
    // Not possible any more: the page shows what has happened meanwhile, and what was typed.
    const page = await casePage(runtime, visit.actor, account, caseId);
    const told = page?.steps.some((step) => step.own && step.text === text) === true;
    if (!told) return refuseForm(refusedForm({ act: action, text }, { text: "meanwhile" }));
  }
  const heardIn = done.ok ? done.value : caseId;
  const added = done.ok && (action === "add" || heardIn !== caseId);
  const said = added ? "?done=added" : done.ok && action === "reopen" ? "?done=reopened" : "";
  return seeOther(`/a/${accountId}/cases/${heardIn}${said}`);
}
