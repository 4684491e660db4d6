import type { Stripe } from "stripe";
import { escaped } from "../../shared/page.ts";
import type { FormFaults, FormValues } from "./card-form.ts";
import { layout, money, type Order, postTo, summary, type View } from "./layout.ts";
import { cardEffects, declineWords, type Words } from "./words.ts";

export interface PayPage {
  session: Stripe.Checkout.Session;
  order: Order;
  values: FormValues;
  faults: FormFaults;
  /** Why the last try failed. */
  decline: string | null;
}

/** The page of an open session: the order, a card form, the wallets, a way back. */
export function payPage(view: View, page: PayPage): string {
  const { words } = view;
  const types = page.session.payment_method_types;
  const wallets = (["alipay", "wechat_pay"] as const).filter((type) => types.includes(type));
  const parts = [
    page.decline === null ? "" : problem(view, page.decline),
    types.includes("card") ? cardForm(view, page) : "",
    wallets.length > 0 ? walletForm(view, wallets, types.includes("card")) : "",
    page.session.cancel_url
      ? `<a class="back" href="${escaped(page.session.cancel_url)}">${words.back}</a>`
      : "",
    types.includes("card") ? cardTable(view) : "",
  ];
  const body = `${summary(view, page.order)}\n<section class="sheet">${parts.join("\n")}</section>`;
  return layout(view, { title: `${words.payTo} · ${page.order.description}`, body }).replace(
    "<main>",
    '<main class="split">',
  );
}

function problem(view: View, decline: string): string {
  return `<div class="problem" role="alert"><p><strong>${view.words.problem}</strong></p>
<p>${escaped(declineWords(decline, view.language))}</p></div>`;
}

function cardForm(view: View, page: PayPage): string {
  const { words } = view;
  const input = (name: keyof FormValues, label: string, attributes: string): string =>
    field(name, label, attributes, page);
  const sum = money(page.order.amount, page.order.currency, view.language);
  return `<h1>${words.cardTitle}</h1>
<form ${postTo(view)} novalidate>
<input type="hidden" name="method" value="card">
${input("email", words.email, 'type="email" autocomplete="email"')}
${input("number", words.number, 'inputmode="numeric" autocomplete="cc-number" maxlength="23"')}
<div class="two">
${input("expiry", words.expiry, 'inputmode="numeric" autocomplete="cc-exp" maxlength="7"')}
${input("cvc", words.cvc, 'inputmode="numeric" autocomplete="cc-csc" maxlength="4"')}
</div>
${input("name", words.name, 'autocomplete="cc-name"')}
<button>${words.pay} ${escaped(sum)}</button>
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

function cardTable(view: View): string {
  const { words, language } = view;
  const rows = cardEffects.map(
    ([number, en, zh]) => `<tr><td>${number}</td><td>${language === "en" ? en : zh}</td></tr>`,
  );
  return `<details><summary>${words.testCards}</summary><p class="quiet">${words.testCardsHint}</p>
<table><thead><tr><th scope="col">${words.number}</th><th scope="col">${words.use}</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></details>`;
}

/** The page of a session that can no longer be paid. */
export function endedPage(view: View, kind: "done" | "expired", onward: string | null): string {
  const { words } = view;
  const title: string = words[`${kind}Title` as keyof Words];
  const link = onward
    ? `<a class="button" href="${escaped(onward)}">${kind === "done" ? words.goOn : words.back}</a>`
    : "";
  const body = `<section class="sheet alone"><h1>${title}</h1>
<p>${words[`${kind}Text` as keyof Words]}</p>${link}</section>`;
  return layout(view, { title, body });
}

export function missingPage(view: View): string {
  const title = view.words.missingTitle;
  return layout(view, { title, body: `<section class="sheet alone"><h1>${title}</h1></section>` });
}
