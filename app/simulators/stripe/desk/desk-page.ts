import { escaped, type Language, page, shownTime } from "../../shared/page.ts";
import { money } from "../pages/layout.ts";
import type { Sandbox } from "../sandbox.ts";
import { breakView } from "./break-view.ts";
import { cardsView } from "./cards-view.ts";
import { eventsView } from "./events-view.ts";
import { type DeskView, deskUrl } from "./forms.ts";
import { type FoundPayment, payments, stateOf } from "./found.ts";
import { paymentView } from "./payment-view.ts";
import { deskStyles } from "./style.ts";
import { named, states, wordsOf } from "./words.ts";

const mostShown = 60;

/** Every payment, the chosen one with what can be done to it, and the means to break things. */
export function deskPage(
  sandbox: Sandbox,
  { language, payment }: { language: Language; payment: string },
  refusal: string | null,
): string {
  const words = wordsOf(language);
  const all = payments(sandbox);
  const chosen = all.find((one) => one.id === payment || one.intent?.id === payment) ?? null;
  const view: DeskView = { language, payment: chosen?.id ?? "" };
  const told = refusal
    ? `<p class="attn" role="alert"><b>${words.refused}</b>: ${escaped(refusal)}</p>`
    : "";
  const detail = chosen
    ? paymentView(sandbox, view, chosen) + eventsView(sandbox, view, chosen)
    : all.length > 0
      ? `<p class="quiet">${words.choose}</p>`
      : "";
  const body = `${told}<div class="columns${chosen ? " chosen" : ""}">
${listView(view, all, chosen)}<div>${detail}${cardsView(sandbox, view)}
${breakView(sandbox, view)}</div></div>`;
  const query: Record<string, string> = chosen ? { payment: chosen.id } : {};
  const { title, notice } = words;
  return page({ language, title, notice, query, body, styles: deskStyles });
}

function listView(
  view: DeskView,
  all: readonly FoundPayment[],
  chosen: FoundPayment | null,
): string {
  const { language } = view;
  const words = wordsOf(language);
  const heading = `<h1>${words.payments}</h1>`;
  if (all.length === 0) return `<nav>${heading}<p>${words.none}</p></nav>`;
  const items = all.slice(0, mostShown).map((one) => {
    const here = one.id === chosen?.id ? ' aria-current="true"' : "";
    const sum = money(one.amount, one.currency, language);
    const at = shownTime(new Date(one.at * 1000).toISOString(), language);
    const facts = [one.description ?? words.unnamed, at].map(escaped);
    return `<li><a href="${deskUrl({ language, payment: one.id })}"${here}>
<b>${escaped(sum)} · ${named(states, stateOf(one), language)}</b>
<small>${facts.join(" · ")}</small></a></li>`;
  });
  const whole = deskUrl({ language, payment: "" });
  const back = `<p class="back"><a href="${whole}">${words.all}</a></p>`;
  return `<nav aria-label="${words.payments}">${heading}${back}
<ul class="list">${items.join("")}</ul></nav>`;
}
