import type { Stripe } from "stripe";
import { escaped } from "../../shared/page.ts";
import { findCard } from "../payments/cards.ts";
import { cardEffects } from "./card-effects.ts";
import type { FormFaults, FormValues } from "./card-form.ts";
import { layout, money, type Order, postTo, summary, type View } from "./layout.ts";
import { declineWords } from "./words.ts";

export interface PayPage {
  session: Stripe.Checkout.Session;
  order: Order;
  values: FormValues;
  faults: FormFaults;
  /** Why the last try failed. */
  decline: string | null;
  /** The card is kept for later payments. */
  keeps: boolean;
  /** The intent whose QR code was shown and not yet answered. */
  waitingCode: string | null;
}

/** The page of an open session: the order, a card form, the wallets, a way back. */
export function payPage(view: View, page: PayPage): string {
  const { words } = view;
  const { session, order } = page;
  const types = session.payment_method_types;
  const wallets = (["alipay", "wechat_pay"] as const).filter((type) => types.includes(type));
  const parts = [
    page.decline === null ? "" : problem(view, page.decline, session.mode),
    page.waitingCode === null ? "" : waiting(view, page.waitingCode),
    types.includes("card") ? cardForm(view, page) : "",
    wallets.length > 0 ? walletForm(view, wallets, types.includes("card")) : "",
    session.cancel_url
      ? `<a class="back" href="${escaped(session.cancel_url)}">${backLabel(view, session)}</a>`
      : "",
    types.includes("card") ? cardTable(view) : "",
  ];
  const sheet = parts.filter((part) => part !== "").join("\n");
  if (session.mode === "setup") {
    const body = `<section class="sheet alone">${sheet}</section>`;
    return layout(view, { title: words.saveTitle, body });
  }
  const body = `${summary(view, order)}\n<section class="sheet">${sheet}</section>`;
  return layout(view, { title: `${words.payTo} · ${order.description}`, body, wide: true });
}

const backLabel = (view: View, session: Stripe.Checkout.Session): string =>
  session.mode === "setup" ? view.words.backSave : view.words.back;

/** A payer who closed the page with the code can come back to it. */
function waiting(view: View, intentId: string): string {
  const href = `/c/wechat/${escaped(intentId)}?lang=${view.language}`;
  return `<div class="waiting"><p>${view.words.wechatStill}</p>
<p><a href="${href}">${view.words.wechatAgain}</a></p></div>`;
}

function problem(view: View, decline: string, mode: Stripe.Checkout.Session.Mode): string {
  const title = mode === "setup" ? view.words.problemSave : view.words.problem;
  return `<div class="problem" role="alert"><p><strong>${title}</strong></p>
<p>${escaped(declineWords(decline, view.language))}</p></div>`;
}

function cardForm(view: View, page: PayPage): string {
  const { words } = view;
  const input = (name: keyof FormValues, label: string, attributes: string): string =>
    field(name, label, attributes, page);
  const { amount, currency } = page.order;
  const setup = page.session.mode === "setup" || amount === null;
  const send = setup
    ? words.save
    : `${words.pay} ${escaped(money(amount, currency, view.language))}`;
  const note = setup ? words.saveText : page.keeps ? words.keepText : "";
  return `<h1>${setup ? words.saveTitle : words.cardTitle}</h1>
${note ? `<p class="quiet">${note}</p>` : ""}
<form ${postTo(view)} novalidate>
<input type="hidden" name="method" value="card">
${input("email", words.email, 'type="email" autocomplete="email"')}
${input("number", words.number, 'inputmode="numeric" autocomplete="cc-number" maxlength="23"')}
<div class="two">
${input("expiry", words.expiry, 'inputmode="numeric" autocomplete="cc-exp" maxlength="7"')}
${input("cvc", words.cvc, 'inputmode="numeric" autocomplete="cc-csc" maxlength="4"')}
</div>
${input("name", words.name, 'autocomplete="cc-name"')}
<button>${send}</button>
</form>`;
}

function field(name: keyof FormValues, label: string, attributes: string, page: PayPage): string {
  const fault = page.faults[name];
  const wrong = fault ? ` aria-invalid="true" aria-describedby="${name}-fault"` : "";
  const text = fault ? `<span class="fault" id="${name}-fault">${escaped(fault)}</span>` : "";
  const value = escaped(page.values[name]);
  return `<div><label for="${name}">${label}</label>
<input id="${name}" name="${name}" ${attributes}${wrong} value="${value}">${text}</div>`;
}

function walletForm(
  view: View,
  wallets: readonly ("alipay" | "wechat_pay")[],
  afterCard: boolean,
): string {
  const buttons = wallets.map(
    (type) =>
      `<button class="${afterCard ? "second" : ""}" name="method" value="${type}">` +
      `${view.words[type]}</button>`,
  );
  return `<h2>${view.words.orWith}</h2><form ${postTo(view)}>${buttons.join("\n")}</form>`;
}

/** The documented cards that this simulator knows, and what each does. */
function cardTable(view: View): string {
  const { words, language } = view;
  const known = cardEffects.filter(([number]) => findCard(number.replaceAll(" ", "")));
  const rows = known.map(
    ([number, en, zh]) => `<tr><td>${number}</td><td>${language === "en" ? en : zh}</td></tr>`,
  );
  return `<details><summary>${words.testCards}</summary><p class="quiet">${words.testCardsHint}</p>
<table><thead><tr><th scope="col">${words.number}</th><th scope="col">${words.use}</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></details>`;
}

/** The page of a session that is done or over. */
export function endedPage(
  view: View,
  session: Stripe.Checkout.Session,
  onward: string | null,
): string {
  const { words } = view;
  const done = session.status === "complete";
  const setup = session.mode === "setup";
  const [title, text] = done
    ? [setup ? words.savedTitle : words.doneTitle, setup ? words.savedText : words.doneText]
    : [words.expiredTitle, setup ? words.expiredSave : words.expiredText];
  const label = done ? words.goOn : backLabel(view, session);
  const link = onward ? `<a class="button" href="${escaped(onward)}">${label}</a>` : "";
  const body = `<section class="sheet alone"><h1>${title}</h1>\n<p>${text}</p>${link}</section>`;
  return layout(view, { title, body });
}

export function missingPage(view: View): string {
  const title = view.words.missingTitle;
  return layout(view, { title, body: `<section class="sheet alone"><h1>${title}</h1></section>` });
}
