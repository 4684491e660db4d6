import type { Stripe } from "stripe";
import { passChallenge, refuseChallenge } from "../payments/challenge.ts";
import { sessionOf } from "../payments/complete-session.ts";
import { expireDue } from "../payments/expire.ts";
import { submitCard, submitWallet } from "../payments/submit.ts";
import type { Sandbox } from "../sandbox.ts";
import { alipayPage, bankPage, phoneDonePage, phonePage, wechatPage } from "./ask-pages.ts";
import { emptyForm, formValues, readCardForm } from "./card-form.ts";
import { languageOf, type Order, orderOf, type View, viewOf } from "./layout.ts";
import { endedPage, missingPage, payPage } from "./pay-page.ts";

export interface PageRequest {
  method: string;
  /** The address after /c/, such as pay/cs_test_…. */
  page: string;
  id: string;
  lang: string | null;
  acceptLanguage: string | undefined;
  form: URLSearchParams;
}

export type PageAnswer = { status: number; html: string } | { redirect: string };

const html = (text: string, status = 200): PageAnswer => ({ status, html: text });
const redirect = (address: string): PageAnswer => ({ redirect: address });

/** Serves the hosted pages: the payment page, the bank's, the wallets'. */
export function servePage(sandbox: Sandbox, request: PageRequest): PageAnswer {
  expireDue(sandbox);
  const intent = sandbox.memory.intents[request.id];
  const session =
    sandbox.memory.sessions[request.id] ?? (intent ? sessionOf(sandbox, intent) : undefined);
  const language = languageOf(request.lang, session?.locale, request.acceptLanguage);
  const view = viewOf(language, `/c/${request.page}/${request.id}`);
  if (!session) return html(missingPage(view), 404);
  if (request.page === "pay") return servePay(sandbox, request, view, session);
  if (!intent) return html(missingPage(view), 404);
  return serveAsk(sandbox, request, view, session, intent);
}

function servePay(
  sandbox: Sandbox,
  request: PageRequest,
  view: View,
  session: Stripe.Checkout.Session,
): PageAnswer {
  const posted = request.method === "POST";
  if (session.status === "complete") {
    const onward = successUrl(session);
    return posted ? redirect(onward) : html(endedPage(view, "done", onward));
  }
  if (session.status !== "open") return html(endedPage(view, "expired", session.cancel_url));
  if (posted) return submit(sandbox, request, view, session);
  const intent = sandbox.memory.intents[String(session.payment_intent)];
  const error = intent?.last_payment_error;
  const decline = error ? (error.decline_code ?? error.code ?? "card_declined") : null;
  const order = orderFor(sandbox, session);
  return html(payPage(view, { session, order, values: emptyForm, faults: {}, decline }));
}

function submit(
  sandbox: Sandbox,
  request: PageRequest,
  view: View,
  session: Stripe.Checkout.Session,
): PageAnswer {
  const method = request.form.get("method") ?? "";
  if (!session.payment_method_types.includes(method)) return redirect(payUrl(session, view));
  if (method === "alipay" || method === "wechat_pay") {
    const intent = submitWallet(sandbox, session, method);
    const page = method === "alipay" ? "alipay" : "wechat";
    return redirect(`/c/${page}/${intent.id}?lang=${view.language}`);
  }
  const read = readCardForm(request.form, view.words, sandbox.clock.now());
  if ("faults" in read) {
    const order = orderFor(sandbox, session);
    const values = formValues(request.form);
    return html(payPage(view, { session, order, values, faults: read.faults, decline: null }));
  }
  const intent = submitCard(sandbox, session, read.entry);
  if (intent.status === "requires_action") {
    return redirect(`/c/3ds/${intent.id}?lang=${view.language}`);
  }
  return after(session, view);
}

function serveAsk(
  sandbox: Sandbox,
  request: PageRequest,
  view: View,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
): PageAnswer {
  const onPhone = request.page === "wechat-phone";
  if (intent.status !== "requires_action") {
    return onPhone ? html(phoneDonePage(view)) : after(session, view);
  }
  if (request.method === "POST") {
    const answer = request.form.get("answer");
    if (answer === "abandon") return redirect(session.cancel_url ?? payUrl(session, view));
    if (answer === "refuse") refuseChallenge(sandbox, intent);
    else if (answer === "pass" || answer === "later") {
      passChallenge(sandbox, intent, answer === "later");
    }
    return onPhone ? html(phoneDonePage(view)) : after(session, view);
  }
  const order = orderFor(sandbox, session);
  const phone = `${sandbox.origin}/c/wechat-phone/${intent.id}?lang=${view.language}`;
  if (request.page === "3ds") return html(bankPage(view, order));
  if (request.page === "alipay") return html(alipayPage(view, order));
  if (onPhone) return html(phonePage(view, order));
  if (request.page === "wechat") {
    return html(wechatPage(view, order, phone, payUrl(session, view)));
  }
  return html(missingPage(view), 404);
}

/** Done: to the shop. Not done: back to the form, which says why. */
const after = (session: Stripe.Checkout.Session, view: View): PageAnswer =>
  redirect(session.status === "complete" ? successUrl(session) : payUrl(session, view));

const payUrl = (session: Stripe.Checkout.Session, view: View): string =>
  `/c/pay/${session.id}?lang=${view.language}`;

const successUrl = (session: Stripe.Checkout.Session): string =>
  (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id);

const orderFor = (sandbox: Sandbox, session: Stripe.Checkout.Session): Order =>
  orderOf(session, sandbox.memory.lineItems[session.id] ?? []);

/** Where forms of a session's pages may end up, for the content security policy. */
export function onwardOrigins(sandbox: Sandbox, id: string): string[] {
  const intent = sandbox.memory.intents[id];
  const session = sandbox.memory.sessions[id] ?? (intent ? sessionOf(sandbox, intent) : null);
  const addresses = [session?.success_url, session?.cancel_url].filter((one) => one != null);
  return [...new Set(addresses.map((one) => new URL(one).origin))];
}
