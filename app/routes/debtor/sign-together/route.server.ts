import type { AppLoadContext } from "@remix-run/node";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { proveHere } from "#app/http/prove-here.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { atSignature, signForm } from "#app/http/sign-form.server.ts";
import type { SignRefusal } from "#app/services/plans/sign-plan.server.ts";
import { signTogether } from "#app/services/plans/sign-together.server.ts";
import { signTogetherPage } from "#app/services/reading/sign-together.server.ts";

/** The agreement on the accounts and the offer that the address names. */
export async function readTogether(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const choice = { ...choiceOf(request), locale: context.locale };
  const page = await signTogetherPage(context.runtime, visit, choice);
  if (!page.ok) throw elsewhere(page.error, choice.accountIds);
  return { ...page.value, changed: new URL(request.url).searchParams.has("changed") };
}

/** Takes a code or a signature; a signature goes on to the plan of the first account. */
export async function signTogetherOrProve(request: Request, context: AppLoadContext) {
  const visit = await requireDebtor(request, context);
  const form = await readForm(request, context, signForm, { secret: ["code"] });
  if (!form.ok) return refuseForm(form.error);
  const answers = form.value;
  if (answers.step === "code") {
    return proveHere(request, context, visit, answers, "sign", atSignature);
  }
  const { accountIds, pick } = choiceOf(request);
  const signed = await signTogether(context.runtime, visit, accountIds, {
    pick,
    seen: answers.seen,
    name: answers.name,
    locale: context.locale,
    address: context.clientAddress,
    userAgent: (request.headers.get("User-Agent") ?? "").slice(0, 400),
  });
  if (signed.ok) return seeOther(`/a/${signed.value.plans[0]?.accountId}/plan?signed=1#main`);
  if (signed.error === "name-differs") {
    return refuseForm(refusedForm({ name: answers.name }, { name: "name-differs" }));
  }
  const query = new URLSearchParams([...accountIds.map((id) => ["a", id]), ["offer", pick]]);
  if (signed.error === "code-first") return seeOther(`/together/sign?${query}#sign`);
  if (signed.error === "changed") return seeOther(`/together/sign?${query}&changed=1#main`);
  return elsewhere(signed.error, accountIds);
}

function choiceOf(request: Request) {
  const query = new URL(request.url).searchParams;
  return { accountIds: query.getAll("a"), pick: query.get("offer") ?? "" };
}

/** Where somebody goes on who cannot sign this here and now; a second click meets the plan. */
function elsewhere(
  why: Exclude<SignRefusal, "code-first" | "name-differs" | "changed">,
  accountIds: readonly string[],
): Response {
  if (why === "not-found") return notFound();
  if (why === "in-force") return seeOther(`/a/${[...accountIds].sort()[0]}/plan#main`);
  return seeOther("/together?gone=1#main");
}
