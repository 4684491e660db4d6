import { create } from "qrcode";
import { escaped } from "../../shared/page.ts";
import { layout, type Order, postTo, summary, type View } from "./layout.ts";

type Answer = "pass" | "refuse" | "later" | "abandon";
type Choice = readonly [answer: Answer, label: string];

const choices = (view: View, answers: readonly Answer[]): Choice[] =>
  answers.map((answer) => [answer, view.words[answer]]);

function answerForm(view: View, answers: readonly Choice[]): string {
  const buttons = answers.map(([answer, label], at) => {
    const rank = at === 0 ? "" : ' class="second"';
    return `<button${rank} name="answer" value="${answer}">${label}</button>`;
  });
  return `<form ${postTo(view)}>${buttons.join("\n")}</form>`;
}

function askPage(view: View, order: Order, title: string, text: string, list: Choice[]): string {
  const body = `<section class="sheet alone"><h1>${title}</h1><p class="quiet">${text}</p>
${summary(view, order)}${answerForm(view, list)}</section>`;
  return layout(view, { title, body });
}

/** The bank's 3-D Secure page: before a payment, or before a card is saved. */
export function bankPage(view: View, order: Order, asks: "payment" | "setup"): string {
  const { words } = view;
  const pass: Choice = ["pass", asks === "setup" ? words.passSetup : words.pass];
  const list = [pass, ...choices(view, ["refuse", "abandon"])];
  return askPage(view, order, words.bankTitle, words.bankText, list);
}

export const alipayPage = (view: View, order: Order): string =>
  askPage(view, order, view.words.alipayTitle, view.words.alipayText, walletChoices(view));

/** What the phone shows after scanning. */
export const phonePage = (view: View, order: Order): string =>
  askPage(view, order, view.words.phoneTitle, view.words.phoneText, walletChoices(view));

const walletChoices = (view: View): Choice[] => choices(view, ["pass", "refuse", "later"]);

/** There is nothing more to answer, and no shop to go back to from here. */
export function answeredPage(view: View): string {
  const title = view.words.answeredTitle;
  const body = `<section class="sheet alone"><h1>${title}</h1>
<p>${view.words.answeredText}</p></section>`;
  return layout(view, { title, body });
}

/** The QR code; the page asks again by itself until the phone has answered. */
export function wechatPage(
  view: View,
  order: Order,
  phoneUrl: string,
  backUrl: string | null,
): string {
  const { words } = view;
  const back = backUrl ? `<a class="back" href="${escaped(backUrl)}">${words.wechatOther}</a>` : "";
  const body = `<section class="sheet alone"><h1>${words.wechatTitle}</h1>
${summary(view, order)}${qrCode(phoneUrl, words.wechatCode)}
<p role="status">${words.wechatWaiting}</p>
<p class="quiet">${words.wechatText}<a href="${escaped(phoneUrl)}">${words.wechatOpen}</a></p>
${answerForm(view, [
  ["pass", words.wechatPaid],
  ["abandon", words.wechatClose],
])}
${back}</section>`;
  return layout(view, { title: words.wechatTitle, body });
}

function qrCode(text: string, label: string): string {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  const box = `0 0 ${modules.size} ${modules.size}`;
  return `<svg class="qr" role="img" aria-label="${escaped(label)}" viewBox="${box}">
<path fill="currentColor" d="${path}"/></svg>`;
}
