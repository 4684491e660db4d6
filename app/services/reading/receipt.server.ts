import { findEventWithDelivery } from "#app/db/stores/event-delivery.server.ts";
import { findPayment, type PaymentRow } from "#app/db/stores/payments.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import type { PostingRow } from "#app/db/stores/postings.server.ts";
import { type DeliveryStep, deliveryOf } from "#app/domain/feedback/delivery.ts";
import type { EventData } from "#app/domain/feedback/event-data.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import {
  addComponents,
  type Components,
  componentNames,
  noComponents,
  subtractComponents,
  totalOf,
} from "#app/domain/money/components.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { receiptOf } from "#app/domain/payments/receipt.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { wholePosting } from "../accounts/whole-posting.server.ts";
import type { Runtime } from "../ports.ts";
import { wentBack } from "./went-back.server.ts";

/**
 * A receipt as it was on the day: the split, the rule and both balances come from the fact that
 * was recorded with the payment, so that it never changes. Null: no such payment on this account.
 */
export async function receipt(runtime: Runtime, loaded: LoadedAccount, paymentId: string) {
  const payment = isUuid(paymentId) ? await findPayment(runtime.db, paymentId) : null;
  if (payment === null || payment.accountId !== loaded.row.id) return null;
  const { posting } = await wholePosting(runtime.db, payment.postingId);
  const event = await findEventWithDelivery(runtime.db, payment.accountId, posting.accountSeq);
  assert(event !== null, "a payment has its event");
  const { currency, timeZone } = loaded.portfolio;
  const data = event.data as unknown as EventData<"payment.succeeded">;
  const parts = splitOf(data, currency);
  const back = await wentBack(runtime, payment.id);
  return {
    accountId: payment.accountId,
    receiptNo: payment.receiptNo,
    ending: endingOf(payment, back),
    back,
    currency,
    zone: timeZone,
    paidAt: payment.paidAt.getTime(),
    effectiveOn: data.effectiveOn,
    source: payment.source,
    method: payment.method,
    amountMinor: payment.amount,
    split: parts.split,
    anew: splitAnew(parts, posting),
    order: data.order,
    rule: ruleOf(parts.receipt.rule),
    lines: parts.receipt.lines,
    creditMinor: parts.receipt.creditMinor,
    leftMinor: parts.receipt.afterMinor,
    beforeMinor: totalOf(parts.before),
    paidMinor: parts.receipt.paidMinor,
    /** Interest that a payment dated in the past saved: the balances differ by it as well. */
    savedMinor: totalOf(parts.before) - parts.receipt.beforeMinor,
    owesNow: loaded.balance.totalMinor > 0n,
    planned: (await findOpenPlan(runtime.db, payment.accountId)) !== null,
    delivery: deliverySteps(event),
  };
}

/** What the title says: whether all of a payment went back, and who sent it. */
function endingOf(
  { state, amount, returned }: PaymentRow,
  back: Awaited<ReturnType<typeof wentBack>>,
): "stands" | "reversed" | "refunded" | "bankTook" {
  if (state === "reversed") return "reversed";
  if (returned < amount) return "stands";
  if (back.some(({ what }) => what === "bank-took")) return "bankTook";
  const went = back.filter(({ what }) => what !== "refund-failed" && what !== "bank-gave-back");
  const isRefund = ({ what }: (typeof back)[number]) =>
    what === "refunded" || what === "refund-arriving";
  return went.length > 0 && went.every(isRefund) ? "refunded" : "stands";
}

/** Balance after + split is the balance that the split met, whatever day it counts from. */
function splitOf(data: EventData<"payment.succeeded">, currency: Currency) {
  const split = minorOf(data.split, currency);
  const after = minorOf(data.balanceAfter, currency);
  const creditMinor = amountOf(data.credit, currency);
  const receiptLines = receiptOf({
    amountMinor: amountOf(data.amount, currency),
    before: addComponents(after, split),
    split,
    creditMinor,
    order: data.order,
    rule: data.rule,
  });
  return { split, receipt: receiptLines, before: minorOf(data.balanceBefore, currency) };
}

/** How the payment is split now, where a hold that was told of later has changed that. */
function splitAnew(then: { readonly split: Components }, now: PostingRow) {
  const split = subtractComponents(noComponents, now);
  const isSame = componentNames.every((name) => split[name] === then.split[name]);
  return isSame ? null : { split, creditMinor: now.credit };
}

function minorOf(texts: EventData<"payment.succeeded">["split"], currency: Currency): Components {
  const parts: Record<keyof Components, bigint> = { ...noComponents };
  for (const name of componentNames) parts[name] = amountOf(texts[name], currency);
  return parts;
}

function amountOf(text: string, currency: Currency): bigint {
  const minor = parseAmount(text, currency);
  assert(typeof minor === "bigint", "an event's amounts are exact");
  return minor;
}

interface ReceiptRule {
  readonly band: "upTo" | "over" | "any";
  readonly days: number;
  /** The interest of a plan's own period was met before what the band puts first. */
  readonly planInterest: boolean;
}

/** "allocation:up-to-90" → the band and its bound; "…+plan-interest" → what came before it. */
function ruleOf(rule: string): ReceiptRule {
  const [, band, days] = /^allocation:(up-to|over)-(\d+)/.exec(rule) ?? [];
  const planInterest = rule.endsWith("+plan-interest");
  if (band === undefined) return { band: "any", days: 0, planInterest };
  return { band: band === "over" ? "over" : "upTo", days: Number(days), planInterest };
}

type Found = NonNullable<Awaited<ReturnType<typeof findEventWithDelivery>>>;

function deliverySteps(event: Found) {
  const { state, steps } = deliveryOf({
    accountSeq: event.accountSeq,
    recordedAt: event.occurredAt.getTime(),
    sentAt: event.sentAt?.getTime() ?? null,
    acceptedAt: event.acceptedAt?.getTime() ?? null,
    appliedAt: event.appliedAt?.getTime() ?? null,
    appliedThrough: event.appliedThrough,
  });
  const times: Partial<Record<DeliveryStep, number>> = {};
  for (const { step, at } of steps) if (at !== null) times[step] = at;
  return { state, times };
}
