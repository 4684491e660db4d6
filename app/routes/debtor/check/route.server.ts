import type { AppLoadContext } from "@remix-run/node";
import type { FactKind } from "#app/domain/verification/fact.ts";
import { requirePage, rotatedVisitHeader } from "#app/http/debtor-guard.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { answerFact, type FactRefusal } from "#app/services/identity/answer-fact.server.ts";
import { slowDown } from "#app/services/identity/slow-down.server.ts";
import { type CheckAnswers, checkForm } from "./form.ts";

/** What the page asks: the facts on file that the carrier does not show, and how many. */
export async function askFact(request: Request, context: AppLoadContext) {
  const visit = await requirePage(request, context, "check");
  const offered = (visit.proof?.offered ?? []).filter(
    (kind) => !visit.session.proofs.includes(kind),
  );
  return {
    offered,
    second: visit.session.proofs.length > 0,
    steps: (visit.proof?.facts ?? 1) + (visit.proof?.code ? 1 : 0),
    triesLeft: visit.triesLeft,
  };
}

/** Judges the answer: on to the next step, or the page again with the tries that are left. */
export async function judgeFact(request: Request, context: AppLoadContext) {
  const visit = await requirePage(request, context, "check");
  const form = await readForm(request, context, checkForm);
  if (!form.ok) return refuseForm(form.error);
  const { fact } = form.value;
  await slowDown(context.runtime, context.clientAddress);
  const answer = { kind: fact, text: answerText(form.value), address: context.clientAddress };
  const judged = await answerFact(context.runtime, visit, answer);
  if (judged.ok) {
    const more = visit.facts.factsLeft > 1;
    const next = more ? "/check" : visit.proof?.code ? "/check/code" : "/home";
    return seeOther(next, rotatedVisitHeader(request, context, judged.value.sessionToken));
  }
  if ("kind" in judged.error && judged.error.kind === "locked") return seeOther("/locked");
  const reason = reasonOf(fact, judged.error);
  return refuseForm(refusedForm(typed(form.value), { [fact]: reason }));
}

/** What was typed stays, so that a slip of one digit can be seen. */
function typed({ fact, dateOfBirth, ...answers }: CheckAnswers): Record<string, string> {
  if (fact !== "dateOfBirth") return { fact, [fact]: answers[fact] ?? "" };
  const parts = Object.entries(dateOfBirth ?? {}).map(([part, text]) => [
    `dateOfBirth.${part}`,
    text ?? "",
  ]);
  return { fact, ...Object.fromEntries(parts) };
}

/** A key of `reason`; how many tries are left is part of it, so that a number never misleads. */
function reasonOf(fact: FactKind, refusal: FactRefusal): string {
  if ("reason" in refusal) return fact === "dateOfBirth" ? "not-a-date" : "fact-form";
  return refusal.kind === "wrong" ? `no-match-${refusal.triesLeft}` : "choose";
}

function answerText(answers: CheckAnswers): string {
  const { fact, dateOfBirth } = answers;
  if (fact !== "dateOfBirth") return answers[fact] ?? "";
  return `${dateOfBirth?.year ?? ""}-${dateOfBirth?.month ?? ""}-${dateOfBirth?.day ?? ""}`;
}
