import { z } from "zod";
import { parseAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import {
  amountText,
  asDate,
  currencyCode,
  dateText,
  eventNumber,
  plainText,
  portfolioCode,
  uuidText,
} from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { problem } from "#app/http/api/problem.server.ts";
import { readPortfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { portfolioOf } from "#app/services/portfolios/portfolio-of.server.ts";
import { receiveTransfer } from "#app/services/transfers/receive-transfer.server.ts";

const receive = operation({
  id: "receiveTransfer",
  summary: "Money that came to the bank account: booked by its reference, else kept in suspense.",
  scope: "payments:write",
  body: z.strictObject({
    bankRef: plainText(100),
    bookedOn: dateText,
    amount: amountText,
    currency: currencyCode,
    reference: plainText(300).nullish(),
    payer: plainText(200).nullish(),
    portfolio: portfolioCode,
  }),
  answers: {
    201: z.object({
      id: uuidText,
      state: z.enum(["booked", "suspense"]),
      paymentId: uuidText.nullable(),
      accountSeq: eventNumber.nullable(),
    }),
  },
  async run({ runtime, actor, body }) {
    const portfolio = await portfolioOf(runtime, actor, body.portfolio);
    if (!portfolio.ok) return err(cannot(portfolio.error, "portfolio"));
    const { bankRef, currency, reference, payer } = body;
    if (!isCurrency(currency)) return err(cannot("unknown-currency", "currency"));
    const amountMinor = parseAmount(body.amount, currency);
    if (typeof amountMinor !== "bigint") return err(cannot(amountCodes[amountMinor], "amount"));
    const taken = await receiveTransfer(runtime, actor, readPortfolio(portfolio.value), {
      bankRef,
      bookedOn: asDate(body.bookedOn),
      currency,
      amountMinor,
      reference: reference ?? null,
      payer: payer ?? null,
    });
    if (!taken.ok) return err(cannot(taken.error, paths[taken.error]));
    const { transfer, accountSeq } = taken.value;
    const { id, state, paymentId } = transfer;
    const number = accountSeq === null ? null : Number(accountSeq);
    return ok({ status: 201, body: { id, state, paymentId, accountSeq: number } });
  },
});

const cannot = (code: string, path: string) =>
  problem(422, code, "This transfer cannot be taken in as it stands.", { path });

const amountCodes = {
  "not-an-amount": "not-an-amount",
  "too-fine": "amount-too-fine",
  "too-large": "amount-too-large",
} as const;

const paths = {
  "amount-not-positive": "amount",
  "date-in-future": "bookedOn",
  "date-too-early": "bookedOn",
  "other-money": "bankRef",
} as const;

export const transferResources: readonly Resource[] = [
  { path: "/transfers", methods: { POST: receive } },
];
