import type { AppLoadContext } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { rotatedVisitHeader } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther, seeOtherSite } from "#app/http/responses.server.ts";
import { takeCode } from "#app/http/take-code.server.ts";
import { beginSetup } from "#app/services/autopay/begin-setup.server.ts";
import { chargeArrears } from "#app/services/autopay/charge-arrears.server.ts";
import { turnOff } from "#app/services/autopay/turn-off.server.ts";
import { useSavedCard } from "#app/services/autopay/use-saved-card.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { autopayPage } from "#app/services/reading/autopay.server.ts";
import { type AutopayAnswers, autopayForm } from "./form.ts";

const said = ["off", "removed", "on"] as const;

export async function readAutopay(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const page = await autopayPage(context.runtime, visit, account);
  const query = new URL(request.url).searchParams;
  return {
    page,
    /** The debtor wants another card: consent is asked for again. */
    replacing: query.has("card"),
    done: said.find((one) => one === query.get("done")) ?? null,
    again: query.get("again") === "changed" ? "changed" : query.has("again") ? "refused" : null,
  } as const;
}

interface Here {
  readonly request: Request;
  readonly context: AppLoadContext;
  readonly visit: Visit;
  readonly accountId: string;
}

/** Turns automatic payment on and off, changes the card, and charges what is past its date. */
export async function changeAutopay(
  request: Request,
  context: AppLoadContext,
  id: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, id);
  const form = await readForm(request, context, autopayForm, { secret: ["code"] });
  if (!form.ok) return refuseForm(form.error);
  const here = { request, context, visit, accountId: account.row.id };
  const answers = form.value;
  switch (answers.step) {
    case "code":
      return prove(here, answers);
    case "start":
      return start(here, answers);
    case "arrears":
      return arrears(here);
    case "off":
    case "remove": {
      const removeCard = answers.step === "remove";
      const { actor } = visit;
      const off = await turnOff(context.runtime, actor, here.accountId, { removeCard });
      if (!off.ok) throw notFound();
      return seeOther(`${pageOf(here)}?done=${removeCard ? "removed" : "off"}#main`);
    }
  }
}

const pageOf = ({ accountId }: Here): string => `/a/${accountId}/autopay`;

async function prove(here: Here, answers: Extract<AutopayAnswers, { step: "code" }>) {
  const { request, context, visit } = here;
  const taken = await takeCode(context, visit, "sign", answers);
  const { pathname, search } = new URL(request.url);
  const back = `${pathname}${search}#agree`;
  switch (taken.kind) {
    case "sent":
      return seeOther(back);
    case "proven":
      return seeOther(back, rotatedVisitHeader(request, context, taken.sessionToken));
    case "locked":
      return seeOther("/locked");
    case "refused":
      return refuseForm(taken.form);
  }
}

async function start(here: Here, answers: Extract<AutopayAnswers, { step: "start" }>) {
  const { request, context, visit, accountId } = here;
  const consent = {
    seen: answers.seen,
    locale: context.locale,
    address: context.clientAddress,
    userAgent: (request.headers.get("User-Agent") ?? "").slice(0, 400),
  };
  const { runtime } = context;
  const { card } = answers;
  if (card !== "new") {
    const on = await useSavedCard(runtime, visit.actor, accountId, card, consent);
    return on.ok ? seeOther(`${pageOf(here)}?done=on#main`) : again(here, on.error);
  }
  const setup = await beginSetup(runtime, visit, accountId, consent);
  if (!setup.ok) return again(here, setup.error);
  if (setup.value.go === "page") return seeOtherSite(setup.value.url);
  return seeOther(`${pageOf(here)}/return?setup=${setup.value.setupId}`);
}

/** The page again, and why nothing began; it says for itself where autopay is not offered. */
function again(here: Here, why: string): Response {
  if (why === "not-found") throw notFound();
  const query = new URLSearchParams(new URL(here.request.url).search);
  query.delete("again");
  if (why === "changed") query.set("again", "changed");
  if (why === "provider-refused" || why === "no-card") query.set("again", "refused");
  return seeOther(`${pageOf(here)}?${query}#agree`);
}

async function arrears(here: Here) {
  const { context, visit, accountId } = here;
  const charged = await chargeArrears(context.runtime, visit.actor, accountId);
  if (charged.ok) return seeOther(`/pay/return?attempt=${charged.value.attemptId}`);
  if (charged.error === "not-found") throw notFound();
  return seeOther(`/a/${accountId}/plan#main`);
}
