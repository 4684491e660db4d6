import type { Sandbox } from "../sandbox.ts";
import { alipayPage, answeredPage, bankPage, phonePage, wechatPage } from "./ask-pages.ts";
import { html, type PageAnswer, type PageRequest, redirect } from "./exchange.ts";
import { type Order, orderOf, type View } from "./layout.ts";
import { onwardAddress, payUrl } from "./onward.ts";
import type { Question } from "./question.ts";

/** Serves the page of a bank or a wallet; null where there is no such page. */
export function serveQuestion(
  sandbox: Sandbox,
  request: PageRequest,
  view: View,
  question: Question,
): PageAnswer | null {
  const after = request.page === "wechat-phone" ? html(answeredPage(view)) : goOn(view, question);
  if (!question.open) return after;
  if (request.method === "POST") {
    const answer = request.form.get("answer");
    if (answer === "abandon") return leave(view, question);
    if (answer === "refuse") question.refuse();
    else if (answer === "pass" || answer === "later") question.pass(answer === "later");
    return request.page === "wechat-phone" ? after : goOn(view, question);
  }
  return show(sandbox, request, view, question);
}

function show(
  sandbox: Sandbox,
  request: PageRequest,
  view: View,
  question: Question,
): PageAnswer | null {
  const order = orderFor(sandbox, question);
  switch (request.page) {
    case "3ds":
      return html(bankPage(view, order, question.asks));
    case "alipay":
      return html(alipayPage(view, order));
    case "wechat-phone":
      return html(phonePage(view, order));
    case "wechat": {
      const phone = `${sandbox.origin}/c/wechat-phone/${request.id}?lang=${view.language}`;
      const back = question.session ? payUrl(question.session, view) : null;
      return { status: 200, html: wechatPage(view, order, phone, back), refreshSeconds: 4 };
    }
    default:
      return null;
  }
}

/** Done: to the shop. Not done: back to the form, which says why. */
function goOn(view: View, { session, returnUrl }: Question): PageAnswer {
  if (!session) return returnUrl ? redirect(returnUrl) : html(answeredPage(view));
  return {
    redirect: session.status === "complete" ? onwardAddress(session) : payUrl(session, view),
  };
}

function leave(view: View, { session, returnUrl }: Question): PageAnswer {
  const back = session ? (session.cancel_url ?? payUrl(session, view)) : returnUrl;
  return back ? redirect(back) : html(answeredPage(view));
}

function orderFor(sandbox: Sandbox, question: Question): Order {
  const { session, amount, currency, description } = question;
  if (session) return orderOf(session, sandbox.memory.lineItems[session.id] ?? []);
  return { description: description ?? "", amount, currency: currency ?? "usd" };
}
