import type { Stripe } from "stripe";
import { escaped } from "../../shared/page.ts";
import { money } from "../pages/layout.ts";
import type { Sandbox } from "../sandbox.ts";
import { actButton, actForm, choiceField, type DeskView, textField } from "./forms.ts";
import { type FoundPayment, stateOf } from "./found.ts";
import {
  disputeReasons,
  disputeStates,
  methods,
  named,
  refundStates,
  states,
  wordsOf,
} from "./words.ts";

/** One payment: what it is, and what can be done to it. */
export function paymentView(sandbox: Sandbox, view: DeskView, payment: FoundPayment): string {
  const words = wordsOf(view.language);
  const title = escaped(payment.description ?? words.unnamed);
  const state = named(states, stateOf(payment), view.language);
  return `<section><h1>${title}</h1>
<p><span class="sum">${escaped(sumOf(view, payment.amount, payment.currency))}</span> ${state}</p>
${facts(sandbox, view, payment)}${openForms(view, payment)}${settleForms(view, payment)}
${refundForms(view, payment)}${disputeForms(view, payment)}</section>`;
}

const sumOf = (view: DeskView, amount: number, currency: string): string =>
  money(amount, currency, view.language);

function facts(sandbox: Sandbox, view: DeskView, payment: FoundPayment): string {
  const words = wordsOf(view.language);
  const { charge, method, session, intent } = payment;
  const fee = sandbox.memory.transactions[String(charge?.balance_transaction)];
  const last4 = method?.card ? ` ${method.card.brand} ···· ${method.card.last4}` : "";
  const rows: [string, string][] = [];
  if (method) rows.push([words.method, named(methods, method.type, view.language) + last4]);
  if (charge && charge.amount_refunded > 0) {
    rows.push([words.refundedSum, sumOf(view, charge.amount_refunded, charge.currency)]);
  }
  if (fee) rows.push([words.fee, sumOf(view, fee.fee, fee.currency)]);
  if (session) rows.push([words.reference, session.id]);
  if (intent) rows.push([words.intent, intent.id]);
  if (charge) rows.push([words.charge, charge.id]);
  const lines = rows.map(
    ([name, value]) => `<tr><th scope="row">${name}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<table class="facts"><tbody>${lines.join("")}</tbody></table>`;
}

function openForms(view: DeskView, { session }: FoundPayment): string {
  const words = wordsOf(view.language);
  if (session?.status !== "open" || !session.url) return "";
  return `<div class="acts"><a href="${escaped(session.url)}">${words.toPage}</a>
${actButton(view, "expire", words.expire, { session: session.id })}</div>`;
}

function settleForms(view: DeskView, { intent }: FoundPayment): string {
  const words = wordsOf(view.language);
  if (intent?.status !== "processing") return "";
  const button = (outcome: string, label: string): string =>
    actButton(view, "settle", label, { intent: intent.id, outcome });
  return `<h2>${words.settleTitle}</h2><div class="acts">
${button("succeeded", words.settleGood)}${button("failed", words.settleBad)}</div>`;
}

function refundForms(view: DeskView, { charge, refunds }: FoundPayment): string {
  const words = wordsOf(view.language);
  if (charge?.status !== "succeeded") return "";
  const list = refunds.map((refund) => refundLine(view, refund));
  const form = actForm(
    view,
    "refund",
    `${textField("refund-amount", "amount", `${words.sum} (${charge.currency.toUpperCase()})`)}
<button>${words.refundNow}</button>`,
    { charge: charge.id },
  );
  const more = charge.refunded
    ? ""
    : `<p class="quiet">${words.refundHint}</p>${form}
<div class="acts">${actButton(view, "refund-hold", words.refundHold)}</div>`;
  return `<h2>${words.refundTitle}</h2><ul class="plain">${list.join("")}</ul>${more}`;
}

function refundLine(view: DeskView, refund: Stripe.Refund): string {
  const words = wordsOf(view.language);
  const state = refund.status ?? "pending";
  const button = (outcome: string, label: string): string =>
    actButton(view, "refund-end", label, { refund: refund.id, outcome });
  const good = state === "pending" ? button("succeeded", words.refundDone) : "";
  const bad = ["pending", "succeeded"].includes(state) ? button("failed", words.refundFail) : "";
  return `<li>${escaped(sumOf(view, refund.amount, refund.currency))}
${named(refundStates, state, view.language)}<div class="acts">${good}${bad}</div></li>`;
}

function disputeForms(view: DeskView, { charge, disputes }: FoundPayment): string {
  const { language } = view;
  const words = wordsOf(language);
  if (charge?.status !== "succeeded") return "";
  const list = disputes.map((dispute) => disputeLine(view, dispute));
  const reasons = Object.keys(disputeReasons).map(
    (key) => [key, named(disputeReasons, key, language)] as const,
  );
  const kinds = [
    ["chargeback", words.chargeback],
    ["inquiry", words.inquiry],
  ] as const;
  const form = actForm(
    view,
    "dispute",
    `${textField("dispute-amount", "amount", `${words.sum} (${charge.currency.toUpperCase()})`)}
${choiceField("dispute-reason", "reason", words.reason, reasons)}
${choiceField("dispute-kind", "kind", words.kind, kinds)}<button>${words.disputeNow}</button>`,
    { charge: charge.id },
  );
  return `<h2>${words.disputeTitle}</h2><ul class="plain">${list.join("")}</ul>
<p class="quiet">${words.disputeHint}</p>${form}`;
}

function disputeLine(view: DeskView, dispute: Stripe.Dispute): string {
  const words = wordsOf(view.language);
  const end = (outcome: string, label: string): string =>
    actButton(view, "dispute-end", label, { dispute: dispute.id, outcome });
  const over = ["won", "lost", "warning_closed", "prevented"].includes(dispute.status);
  const asks = dispute.status.startsWith("warning_");
  const fight = [end("won", words.won), end("lost", words.lost)];
  const back = end("withdrawn", asks ? words.closeInquiry : words.withdrawn);
  const escalate = actButton(view, "escalate", words.escalate, { dispute: dispute.id });
  const buttons = over ? [] : asks ? [escalate, back] : [...fight, back];
  const reason = named(disputeReasons, dispute.reason, view.language);
  const state = named(disputeStates, dispute.status, view.language);
  return `<li>${escaped(sumOf(view, dispute.amount, dispute.currency))} · ${reason} · ${state}
<div class="acts">${buttons.join("")}</div></li>`;
}
