import { findAttempt, findUnsettledAttempt } from "#app/db/stores/attempts.server.ts";
import { findPayerAttemptId, type PayerLinkRow } from "#app/db/stores/payer-links.server.ts";
import { findPaymentByAttempt } from "#app/db/stores/payments.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { obligationKey } from "#app/domain/payments/begin.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import { stateOfLink } from "../payer-links/state-of-link.server.ts";
import { purpose } from "../payments/begin-payment.server.ts";
import { refreshAttempt } from "../payments/refresh-attempt.server.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { methodsOf } from "./pay.server.ts";
import { type ReturnShows, refreshes, showing } from "./pay-return.server.ts";

/** All that a payer is shown. */
export interface PayerFacts {
  readonly reference: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** Brand, reference and amount; `busy`: somebody else is paying just now. */
export async function payerPage(runtime: Runtime, link: PayerLinkRow) {
  const portfolio = await loadPortfolio(runtime.db, link.portfolioId);
  const obligation = obligationKey(link.accountId as AccountId);
  const going = await findUnsettledAttempt(runtime.db, obligation, purpose);
  return {
    ...payerFacts(link),
    state: stateOfLink(link, runtime.clock.now()),
    methods: methodsOf(runtime, portfolio),
    going: going === null ? null : going.payerLinkId === link.id ? "mine" : "busy",
  } as const;
}

/** The name that stands above a payer's pages. */
export async function payerBrand(runtime: Runtime, link: PayerLinkRow, locale: string) {
  const portfolio = await loadPortfolio(runtime.db, link.portfolioId);
  return inLanguage(portfolio.brand.name, locale);
}

export type PayerReturn =
  | { readonly paid: true }
  | (PayerFacts & {
      readonly paid: false;
      readonly shows: ReturnShows;
      readonly refreshes: boolean;
      readonly failure: string | null;
      readonly pageUrl: string | null;
    });

/** How the payment of this link came out, after the provider was asked; null: none has begun. */
export async function payerReturn(
  runtime: Runtime,
  link: PayerLinkRow,
): Promise<PayerReturn | null> {
  const attemptId = await findPayerAttemptId(runtime.db, link.id);
  const attempt = attemptId === null ? null : await findAttempt(runtime.db, attemptId);
  if (attempt === null) return null;
  const { answered, state, failure } = await refreshAttempt(runtime, attempt);
  if ((await findPaymentByAttempt(runtime.db, attempt.id)) !== null) return { paid: true };
  const now = (await findAttempt(runtime.db, attempt.id)) ?? attempt;
  const shows = showing(answered, { purpose: attempt.purpose, state });
  return {
    paid: false,
    ...payerFacts(link),
    shows,
    refreshes: refreshes.includes(shows),
    failure,
    pageUrl: shows === "open" ? now.redirectUrl : null,
  };
}

/** The payer's receipt: reference, amount and day. Null: not paid. */
export async function payerReceipt(
  runtime: Runtime,
  link: PayerLinkRow,
): Promise<(PayerFacts & { readonly paidOn: CalendarDate }) | null> {
  const attemptId = await findPayerAttemptId(runtime.db, link.id);
  const payment = attemptId && (await findPaymentByAttempt(runtime.db, attemptId));
  if (!payment) return null;
  return { ...payerFacts(link), paidOn: calendarDate(payment.effectiveOn) };
}

function payerFacts(link: PayerLinkRow): PayerFacts {
  assert(isCurrency(link.currency), "a link has a known currency");
  const { reference, amount, currency } = link;
  return { reference, amountMinor: amount, currency };
}
