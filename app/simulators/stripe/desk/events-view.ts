import type { Stripe } from "stripe";
import { escaped, shownTime } from "../../shared/page.ts";
import type { Sandbox } from "../sandbox.ts";
import { actButton, type DeskView } from "./forms.ts";
import { eventsOf, type FoundPayment } from "./found.ts";
import { deliveryStates, named, wordsOf } from "./words.ts";

/** What happened, and what became of each webhook. */
export function eventsView(sandbox: Sandbox, view: DeskView, payment: FoundPayment): string {
  const words = wordsOf(view.language);
  const events = eventsOf(sandbox, payment);
  if (events.length === 0) return `<h2>${words.eventsTitle}</h2><p>${words.noEvents}</p>`;
  const heads = [words.when, words.event, words.webhook].map(
    (head) => `<th scope="col">${head}</th>`,
  );
  const rows = events.map((event) => eventRow(sandbox, view, event));
  return `<table><caption>${words.eventsTitle}</caption><thead><tr>${heads.join("")}</tr></thead>
<tbody>${rows.join("")}</tbody></table>`;
}

function eventRow(sandbox: Sandbox, view: DeskView, event: Stripe.Event): string {
  const words = wordsOf(view.language);
  const deliveries = sandbox.outbox.deliveries.filter((one) => one.eventId === event.id);
  const states = deliveries.map(({ state, tries }) => {
    const name = named(deliveryStates, state, view.language);
    return tries > 1 ? `${name} (${words.tries(tries)})` : name;
  });
  const at = new Date(event.created * 1000).toISOString();
  return `<tr><td>${shownTime(at, view.language)}</td><td>${breakable(event.type)}</td>
<td>${states.length > 0 ? states.join("<br>") : words.unsent}
${actButton(view, "resend", words.resend, { event: event.id })}</td></tr>`;
}

/** A long name may break after its dots and underscores. */
const breakable = (name: string): string => escaped(name).replace(/[._]/g, "$&<wbr>");
