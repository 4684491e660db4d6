import type { AppLoadContext } from "@remix-run/node";
import { normaliseFact } from "#app/domain/verification/answer.ts";
import type { FactKind } from "#app/domain/verification/fact.ts";
import { newVisitHeaders } from "#app/http/debtor-guard.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { findAccountByLetter } from "#app/services/identity/find-account.server.ts";
import { slowDown } from "#app/services/identity/slow-down.server.ts";
import { type FindAnswers, findForm } from "./form.server.ts";

/** Judges the reference and two facts together; says of none which one it was. */
export async function judgeLetter(request: Request, context: AppLoadContext) {
  const form = await readForm(request, context, findForm);
  if (!form.ok) return refuseForm(form.error);
  const { reference } = form.value;
  const facts = readFacts(form.value);
  if (facts.length < 2) return refuseForm(refusedForm({ reference }, { dateOfBirth: "two-facts" }));
  await slowDown(context.runtime, context.clientAddress);
  const answer = { reference, facts: facts.slice(0, 2), address: context.clientAddress };
  const found = await findAccountByLetter(context.runtime, answer);
  if (found.ok) {
    return seeOther("/home", await newVisitHeaders(request, context, found.value.sessionToken));
  }
  const reason =
    found.error.kind === "wrong" ? `no-match-${found.error.triesLeft}` : "letter-locked";
  return refuseForm(refusedForm({ reference }, { reference: reason }));
}

function readFacts(answers: FindAnswers): { kind: FactKind; text: string }[] {
  const { dateOfBirth: born, idLast4, cardLast4 } = answers;
  const given: [FactKind, string][] = [
    ["dateOfBirth", `${born?.year ?? ""}-${born?.month ?? ""}-${born?.day ?? ""}`],
    ["idLast4", idLast4 ?? ""],
    ["cardLast4", cardLast4 ?? ""],
  ];
  return given
    .filter(([kind, text]) => normaliseFact(kind, text) !== null)
    .map(([kind, text]) => ({ kind, text }));
}
