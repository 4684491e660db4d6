import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { maybeText, oneOf } from "#app/http/form-fields.server.ts";
import { readFormWithFiles } from "#app/http/form-with-files.server.ts";
import { refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { forgetForms } from "#app/http/typed-forms.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { removeEvidence } from "#app/services/evidence/remove-evidence.server.ts";
import { answerHardship } from "#app/services/hardship/answer-hardship.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { addNames } from "./kept-names.ts";

/** The case as it stands, or the ways to begin one. */
export async function showHardship(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const page = await hardshipPage(context.runtime, visit.actor, account, context.locale);
  return { ...page, added: new URL(request.url).searchParams.get("done") === "added" };
}

const answerForm = z.object({
  case: z.string("form-expired"),
  act: oneOf(["add", "answer", "reopen", "withdraw"]),
  text: maybeText(4000),
});

/** More of a case that waits, the debtor's answer to what was decided, or the case taken back. */
export async function answerCase(
  request: Request,
  context: AppLoadContext,
  id: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, id);
  const { runtime } = context;
  const { id: accountId, portfolioId } = account.row;
  const whatFor = { portfolioId, accountId, purpose: "hardship" } as const;
  const form = await readFormWithFiles(request, context, {
    schema: answerForm,
    keep: (files) => keepEvidence(runtime, visit.actor, whatFor, files),
    remove: (file) => removeEvidence(runtime, visit.actor, file),
  });
  if (!form.ok) return refuseForm(form.error);
  const { act, text } = form.value;
  const done = await answerHardship(runtime, visit, form.value.case, { act, text });
  // A case that was taken back has no form any more in which typed words could stand.
  const names = addNames.split(" ");
  if (done.ok && act === "withdraw") await forgetForms(request, context, visit, names);
  if (done.ok) return seeOther(`/a/${accountId}/hardship${act === "add" ? "?done=added" : ""}`);
  if (done.error === "not-found") throw notFound();
  if (done.error === "text-missing") {
    return refuseForm(refusedForm({ act, text }, { text: "required" }));
  }
  // Not possible any more: the page shows what has happened meanwhile, and what was typed.
  const { case: one } = await hardshipPage(runtime, visit.actor, account, context.locale);
  const told = one?.steps.some((step) => step.by === "debtor" && step.text === text) === true;
  if (text === "" || told) return seeOther(`/a/${accountId}/hardship`);
  return refuseForm(refusedForm({ act, text }, { text: "meanwhile" }));
}
