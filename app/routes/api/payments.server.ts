import { z } from "zod";
import { err, ok } from "#app/domain/primitives/result.ts";
import { cursorOf, pageOf } from "#app/http/api/cursor.server.ts";
import {
  accountRefText,
  amountText,
  asDate,
  componentsAnswer,
  currencyCode,
  dateText,
  eventNumber,
  momentText,
  pageQuery,
  plainText,
  portfolioCode,
  uuidText,
} from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { accountByRef, seenPortfolios } from "#app/services/accounts/account-by-ref.server.ts";
import { receiveElsewhere } from "#app/services/payments/receive-elsewhere.server.ts";
import { takeBackPayment } from "#app/services/payments/take-back-payment.server.ts";
import { paymentPage } from "#app/services/reading/payment-page.server.ts";
import { ambiguous, unnamed } from "./ambiguous.server.ts";

const booked = z.object({ id: uuidText, accountSeq: eventNumber });

const paymentForm = z
  .object({
    ...booked.shape,
    portfolio: z.string(),
    accountRef: z.string(),
    amount: amountText,
    currency: currencyCode,
    state: z.enum(["succeeded", "reversed"]),
    source: z.enum(["portal", "elsewhere"]),
    method: z.string(),
    reference: z.string().nullable(),
    effectiveOn: dateText,
    paidAt: momentText,
    planId: uuidText.nullable(),
    split: componentsAnswer,
    credit: amountText,
    rule: z.string(),
    receiptNo: z.string(),
  })
  .meta({ id: "Payment" });

const receive = operation({
  id: "receivePayment",
  summary: "Money received elsewhere: booked, told as payment.succeeded, shown to the debtor.",
  scope: "payments:write",
  body: z.strictObject({
    amount: amountText,
    currency: currencyCode,
    receivedOn: dateText,
    method: plainText(50),
    reference: plainText(200).nullish(),
    portfolio: portfolioCode,
  }),
  answers: { 201: booked },
  async run({ runtime, actor, params, body, once }) {
    const { portfolio, amount, currency, method } = body;
    const done = await receiveElsewhere(runtime, actor, {
      account: { ref: params.accountRef ?? "", portfolio },
      amount,
      currency,
      receivedOn: asDate(body.receivedOn),
      method,
      reference: body.reference ?? null,
      once: once ?? runtime.ids.next(),
    });
    if (done.ok) {
      const { payment, accountSeq } = done.value;
      return ok({ status: 201, body: { id: payment.id, accountSeq: Number(accountSeq) } });
    }
    if (done.error === "not-found") return err(notThere);
    if (done.error === "ambiguous") return err(ambiguous);
    const path = places[done.error];
    return err(problem(422, done.error, "This payment cannot be booked as it stands.", { path }));
  },
});

const places = {
  "amount-not-positive": "amount",
  "not-an-amount": "amount",
  "amount-too-fine": "amount",
  "amount-too-large": "amount",
  "currency-mismatch": "currency",
  "date-in-future": "receivedOn",
  "date-too-early": "receivedOn",
  "other-money": "amount",
} as const;

const reverse = operation({
  id: "reversePayment",
  summary: "The money did not stay: the payment is taken back, told as payment.reversed.",
  scope: "payments:write",
  mayBeEmpty: true,
  body: z.strictObject({ reason: plainText(200).optional() }),
  answers: { 201: booked },
  async run({ runtime, actor, params, body }) {
    const reason = body.reason ?? "reversed";
    const done = await takeBackPayment(runtime, actor, { paymentId: params.id ?? "", reason });
    if (done.ok) {
      const { payment, accountSeq } = done.value;
      return ok({ status: 201, body: { id: payment.id, accountSeq: Number(accountSeq) } });
    }
    if (done.error === "not-found") return err(notThere);
    return err(problem(409, done.error, refusals[done.error]));
  },
});

const refusals = {
  "already-reversed": "This payment was taken back before.",
  "refund-instead": "This money did not come straight from elsewhere: refund it instead.",
  "refunded-already": "A part of this payment went back already: refund the rest instead.",
} as const;

const list = operation({
  id: "listPayments",
  summary: "Payments, newest first, with split and rule.",
  scope: "payments:read",
  query: z.strictObject({
    ...pageQuery,
    accountRef: accountRefText.optional(),
    portfolio: portfolioCode,
  }),
  answers: { 200: z.object({ payments: z.array(paymentForm), next: z.string().nullable() }) },
  async run({ runtime, actor, query }) {
    const page = pageOf(query);
    if (!page.ok) return page;
    const { accountRef: ref, portfolio } = query;
    const account =
      ref === undefined ? null : await accountByRef(runtime, actor, { ref, portfolio });
    if (account !== null && !account.ok) return unnamed(account.error);
    const accountId = account?.value.id ?? null;
    const seen = await seenPortfolios(runtime, actor, portfolio);
    const found = await paymentPage(runtime, seen, { ...page.value, accountId });
    return ok({ status: 200, body: { ...found, next: cursorOf(found.next) } });
  },
});

export const paymentResources: readonly Resource[] = [
  { path: "/accounts/{accountRef}/payments", methods: { POST: receive } },
  { path: "/payments", methods: { GET: list } },
  { path: "/payments/{id}/reversal", methods: { POST: reverse } },
];
