import type { Stripe } from "stripe";
import { escaped } from "../../shared/page.ts";
import { cardEffects } from "../pages/card-effects.ts";
import { findCard } from "../payments/cards.ts";
import type { Sandbox } from "../sandbox.ts";
import { actButton, actForm, choiceField, type DeskView } from "./forms.ts";
import { wordsOf } from "./words.ts";

/** Saved cards: from now on like another test card, or taken off. */
export function cardsView(sandbox: Sandbox, view: DeskView): string {
  const saved = Object.values(sandbox.memory.methods).filter((one) => one.customer && one.card);
  if (saved.length === 0) return "";
  const items = saved.reverse().map((method) => cardItem(view, method));
  return `<section><h1>${wordsOf(view.language).cardsTitle}</h1>
<ul class="plain">${items.join("")}</ul></section>`;
}

function cardItem(view: DeskView, { id, card, billing_details }: Stripe.PaymentMethod): string {
  const words = wordsOf(view.language);
  const expiry = `${String(card?.exp_month).padStart(2, "0")}/${card?.exp_year}`;
  const name = [card?.brand, `···· ${card?.last4}`, expiry, billing_details.name];
  const known = cardEffects.filter(([number]) => findCard(number.replaceAll(" ", "")));
  const options = known.map(
    ([number, en, zh]) =>
      [number.replaceAll(" ", ""), `${number} ${view.language === "en" ? en : zh}`] as const,
  );
  const become = choiceField(`card-${id}`, "card", words.cardBecomes, options);
  return `<li><b>${escaped(name.filter(Boolean).join(" "))}</b>
${actForm(view, "card", `${become}<button>${words.cardChange}</button>`, { method: id })}
<div class="acts">${actButton(view, "card-detach", words.cardDetach, { method: id })}</div></li>`;
}
