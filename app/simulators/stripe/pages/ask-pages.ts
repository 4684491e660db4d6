import { create } from "qrcode";
import { escaped } from "../../shared/page.ts";
import { layout, type Order, postTo, summary, type View } from "./layout.ts";

type Answer = "pass" | "refuse" | "later" | "abandon";

function askPage(view: View, order: Order, title: string, text: string, answers: Answer[]): string {
  const buttons = answers.map(
    (answer, at) =>
      `<button class="${at === 0 ? "" : "second"}" name="answer" value="${answer}">` +
      `${view.words[answer]}</button>`,
  );
  const body = `<section class="sheet alone"><h1>${title}</h1><p class="quiet">${text}</p>
${summary(view, order)}<form ${postTo(view)}>${buttons.join("\n")}</form></section>`;
  return layout(view, { title, body });
}

/** The bank's 3-D Secure page. */
export const bankPage = (view: View, order: Order): string =>
  askPage(view, order, view.words.bankTitle, view.words.bankText, ["pass", "refuse", "abandon"]);

export const alipayPage = (view: View, order: Order): string =>
  askPage(view, order, view.words.alipayTitle, view.words.alipayText, ["pass", "refuse", "later"]);

/** What the phone shows after scanning. */
export const phonePage = (view: View, order: Order): string =>
  askPage(view, order, view.words.phoneTitle, view.words.alipayText, ["pass", "refuse", "later"]);

export function phoneDonePage(view: View): string {
  const title = view.words.phoneTitle;
  const text = view.words.phoneDone;
  const body = `<section class="sheet alone"><h1>${title}</h1><p>${text}</p></section>`;
  return layout(view, { title, body });
}

/** The QR code; the page asks again by itself until the phone has answered. */
export function wechatPage(view: View, order: Order, phoneUrl: string, backUrl: string): string {
  const { words } = view;
  const body = `<section class="sheet alone"><h1>${words.wechatTitle}</h1>
${summary(view, order)}${qrCode(phoneUrl, words.wechatTitle)}
<p class="quiet">${words.wechatText}</p>
<p class="address"><a href="${escaped(phoneUrl)}">${words.wechatOpen}</a></p>
<p role="status">${words.wechatWaiting}</p>
<a class="back" href="${escaped(backUrl)}">${words.back}</a></section>`;
  return layout(view, { title: words.wechatTitle, body, refresh: 3 });
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
