import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { maybeText, oneOf } from "#app/http/form-fields.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { answerHardship } from "#app/services/hardship/answer-hardship.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";

/** The case as it stands, or the ways to begin one. */
export async function showHardship(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  return hardshipPage(context.runtime, visit.actor, account, context.locale);
}

const answerForm = z.object({
  case: z.string("form-expired"),
  act: oneOf(["answer", "reopen", "withdraw"]),
  text: maybeText(4000),
});

/** The debtor's answer to what was decided, or the case taken back. */
export async function answerCase(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const form = await readForm(request, context, answerForm);
  if (!form.ok) return refuseForm(form.error);
  const { act, text } = form.value;
  if (act === "reopen" && text === "") {
    return refuseForm(refusedForm({ act, text }, { text: "required" }));
  }
  const done = await answerHardship(context.runtime, visit, form.value.case, { act, text });
  if (done.ok) return seeOther(`/a/${account.row.id}/hardship`);
  throw done.error === "not-found" ? notFound() : conflict();
}
