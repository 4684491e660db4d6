import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { oneOf } from "#app/http/form-fields.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { answerSurvey } from "#app/services/survey/answer-survey.server.ts";
import { surveyState } from "#app/services/survey/survey-open.server.ts";

const surveyForm = z.object({
  score: oneOf(["1", "2", "3", "4", "5"]),
  text: z.string().trim().max(2000, "too-long").default(""),
});

export async function readSurvey(request: Request, context: AppLoadContext, id?: string) {
  const { visit, account } = await requireAccount(request, context, id);
  const state = await surveyState(context.runtime.db, account, visit.debtor.id);
  return { accountId: account.row.id, state };
}

export async function takeSurvey(request: Request, context: AppLoadContext, id?: string) {
  const { visit, account } = await requireAccount(request, context, id);
  const form = await readForm(request, context, surveyForm);
  if (!form.ok) return refuseForm(form.error);
  const input = { score: Number(form.value.score), text: form.value.text };
  const answered = await answerSurvey(context.runtime, visit, account.row.id, input);
  if (!answered.ok && answered.error === "not-found") throw notFound();
  return seeOther(`/a/${account.row.id}/how-was-it#main`);
}
