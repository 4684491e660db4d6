import type { Stripe } from "stripe";
import { expireDue } from "../payments/expire.ts";
import { submitCard, submitWallet } from "../payments/submit.ts";
import type { Sandbox } from "../sandbox.ts";
import { submitSetupCard } from "../setups/submit-setup.ts";
import { emptyForm, type FormFaults, formValues, readCardForm } from "./card-form.ts";
import { html, type PageAnswer, type PageRequest, redirect } from "./exchange.ts";
import { languageOf, type Order, orderOf, type View, viewOf } from "./layout.ts";
import { onwardAddress, payUrl, returnAddresses } from "./onward.ts";
import { endedPage, missingPage, type PayPage, payPage } from "./pay-page.ts";
import { questionOf } from "./question.ts";
import { serveQuestion } from "./serve-question.ts";

/** Serves the hosted pages: the payment page, the bank's, the wallets'. */
export function servePage(sandbox: Sandbox, request: PageRequest): PageAnswer {
  expireDue(sandbox);
  const question = questionOf(sandbox, request.id);
  const session = sandbox.memory.sessions[request.id] ?? question?.session ?? null;
  const language = languageOf(request.lang, session?.locale, request.acceptLanguage);
  const view = viewOf(language, `/c/${request.page}/${request.id}`);
  if (request.page === "pay" && session) return servePay(sandbox, request, view, session);
  const answer = question ? serveQuestion(sandbox, request, view, question) : null;
  return answer ?? html(missingPage(view), 404);
}

function servePay(
  sandbox: Sandbox,
  request: PageRequest,
  view: View,
  session: Stripe.Checkout.Session,
): PageAnswer {
  const posted = request.method === "POST";
  if (session.status === "complete") {
    const onward = onwardAddress(session);
    return posted ? redirect(onward) : html(endedPage(view, session, onward));
  }
  if (session.status !== "open") return html(endedPage(view, session, session.cancel_url));
  if (posted) return submit(sandbox, request, view, session);
  return html(payPage(view, openPage(sandbox, session)));
}

/** An open page as it is first shown, or after a try that failed. */
function openPage(sandbox: Sandbox, session: Stripe.Checkout.Session): PayPage {
  const intent = sandbox.memory.intents[String(session.payment_intent)];
  const setup = sandbox.memory.setups[String(session.setup_intent)];
  const error = intent?.last_payment_error ?? setup?.last_setup_error;
  const qrCode = intent?.next_action?.type === "wechat_pay_display_qr_code";
  return {
    session,
    order: orderFor(sandbox, session),
    values: emptyForm,
    faults: {},
    decline: error ? (error.decline_code ?? error.code ?? "card_declined") : null,
    keeps: sandbox.memory.intentData[session.id]?.setupFutureUsage != null,
    waitingCode: qrCode ? (intent?.id ?? null) : null,
  };
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
    const values = formValues(request.form);
    const faults: FormFaults = read.faults;
    return html(payPage(view, { ...openPage(sandbox, session), values, faults, decline: null }));
  }
  const sent =
    session.mode === "setup"
      ? submitSetupCard(sandbox, session, read.entry)
      : submitCard(sandbox, session, read.entry);
  if (sent.status === "requires_action") {
    return redirect(`/c/3ds/${sent.id}?lang=${view.language}`);
  }
  return redirect(session.status === "complete" ? onwardAddress(session) : payUrl(session, view));
}

const orderFor = (sandbox: Sandbox, session: Stripe.Checkout.Session): Order =>
  orderOf(session, sandbox.memory.lineItems[session.id] ?? []);

/** Where forms of a session's pages may end up, for the content security policy. */
export function onwardOrigins(sandbox: Sandbox, id: string): string[] {
  const question = questionOf(sandbox, id);
  const session = sandbox.memory.sessions[id] ?? question?.session ?? null;
  const addresses = [...returnAddresses(session), question?.returnUrl ?? null];
  const known = addresses.filter((one): one is string => one !== null && URL.canParse(one));
  return [...new Set(known.map((one) => new URL(one).origin))];
}
