import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { proveHere } from "#app/http/prove-here.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { atSignature, type SignatureAnswers, signForm } from "#app/http/sign-form.server.ts";
import type { LoadedAccount } from "#app/services/accounts/account-state.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { type SignRefusal, signPlan } from "#app/services/plans/sign-plan.server.ts";
import { signPage } from "#app/services/reading/sign.server.ts";

export async function readAgreement(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const query = new URL(request.url).searchParams;
  const choice = {
    pick: query.get("offer") ?? "",
    locale: context.locale,
    replaces: query.get("replaces"),
  };
  const page = await signPage(context.runtime, visit, account, choice);
  if (!page.ok) throw elsewhere(page.error, account.row.id);
  return { ...page.value, changed: query.has("changed") };
}

/** Takes a code or a signature; a signature goes on to the plan, also when it comes twice. */
export async function signOrProve(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const form = await readForm(request, context, signForm, { secret: ["code"] });
  if (!form.ok) return refuseForm(form.error);
  const answers = form.value;
  const here = { request, context, visit, account };
  if (answers.step === "sign") return sign(here, answers);
  return proveHere(request, context, visit, answers, "sign", atSignature);
}

interface Here {
  readonly request: Request;
  readonly context: AppLoadContext;
  readonly visit: Visit;
  readonly account: LoadedAccount;
}

async function sign({ request, context, visit, account }: Here, answers: SignatureAnswers) {
  const query = new URL(request.url).searchParams;
  const pick = query.get("offer") ?? "";
  const replaces = query.get("replaces");
  const signed = await signPlan(context.runtime, visit, account.row.id, {
    pick,
    seen: answers.seen,
    name: answers.name,
    locale: context.locale,
    address: context.clientAddress,
    replaces,
    userAgent: (request.headers.get("User-Agent") ?? "").slice(0, 400),
  });
  const { id } = account.row;
  if (signed.ok) return seeOther(`/a/${id}/plan?signed=1#main`);
  if (signed.error === "name-differs") {
    return refuseForm(refusedForm({ name: answers.name }, { name: "name-differs" }));
  }
  const instead = replaces === null ? "" : `&replaces=${encodeURIComponent(replaces)}`;
  const again = `/a/${id}/sign?offer=${encodeURIComponent(pick)}${instead}`;
  if (signed.error === "code-first") return seeOther(`${again}#sign`);
  if (signed.error === "changed") return seeOther(`${again}&changed=1#main`);
  return elsewhere(signed.error, id);
}

/** Where somebody goes on who cannot sign this here and now. */
function elsewhere(
  why: Exclude<SignRefusal, "code-first" | "name-differs" | "changed">,
  accountId: string,
): Response {
  if (why === "not-found") return notFound();
  if (why === "in-force") return seeOther(`/a/${accountId}/plan?why=in-force#main`);
  return seeOther(`/a/${accountId}/ways?gone=1#main`);
}
