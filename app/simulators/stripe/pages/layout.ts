import type { Stripe } from "stripe";
import { escaped, type Language } from "../../shared/page.ts";
import { stripePlaces } from "../payments/amounts.ts";
import { type Words, wordsOf } from "./words.ts";

/** What every page of the simulator is given. */
export interface View {
  language: Language;
  words: Words;
  /** Where the page itself is, without the query. */
  path: string;
}

export const viewOf = (language: Language, path: string): View => ({
  language,
  words: wordsOf(language),
  path,
});

/** The session's language; `auto` follows the browser, `?lang=` wins. */
export function languageOf(
  wish: string | null,
  locale: string | null | undefined,
  accepted: string | undefined,
): Language {
  const known = [wish, locale === "auto" ? null : locale, accepted].find(
    (one) => one && /^(zh|en)/i.test(one),
  );
  return known?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export interface Layout {
  title: string;
  body: string;
  /** Order and form side by side on a wide screen. */
  wide?: boolean;
}

/** A whole page: the notice that nothing is real, then the sheet. */
export function layout(view: View, { title, body, wide }: Layout): string {
  const other = view.language === "en" ? "zh-CN" : "en";
  const switched = `${escaped(view.path)}?lang=${other}`;
  return `<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/c/checkout.css">
</head>
<body>
<header>
<p class="simulated">${escaped(view.words.simulated)}</p>
<a href="${switched}" hreflang="${other}" lang="${other}">${view.words.other}</a>
</header>
<main${wide ? ' class="split"' : ""}>
${body}
</main>
</body>
</html>
`;
}

/** The address that a form of this page posts to, language kept. */
export const postTo = (view: View): string =>
  `method="post" action="${escaped(view.path)}?lang=${view.language}"`;

/** Stripe's amount as people read it. */
export function money(amount: number, currency: string, language: Language): string {
  const places = stripePlaces(currency);
  const digits = String(amount).padStart(places + 1, "0");
  const cut = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(text as Intl.StringNumericLiteral);
}

/** What is paid, and how much; nothing when a card is saved. */
export function summary(view: View, order: Order): string {
  const what = order.description ? `<p class="what">${escaped(order.description)}</p>` : "";
  if (order.amount === null) return `<section class="order">${what}</section>`;
  return `<section class="order">${what}
<p class="figure">${escaped(money(order.amount, order.currency, view.language))}</p>
</section>`;
}

export interface Order {
  description: string;
  /** Null when nothing is paid. */
  amount: number | null;
  currency: string;
}

export function orderOf(session: Stripe.Checkout.Session, lines: Stripe.LineItem[]): Order {
  return {
    description: lines.map((line) => line.description ?? "").join(", "),
    amount: session.amount_total,
    currency: session.currency ?? "usd",
  };
}
