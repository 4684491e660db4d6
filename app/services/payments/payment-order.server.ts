import { z } from "zod";
import type { AttemptRow } from "#app/db/stores/attempts.server.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { PaymentMethodKind } from "./payment-state.ts";
import type { PaymentOrder } from "./provider.ts";

/** What is stored of a create call beside the attempt's own columns. */
const storedForm = z.object({
  locale: z.string(),
  description: z.string(),
  methods: z.array(z.enum(["card", "alipay", "wechat_pay"])),
  successUrl: z.string(),
  cancelUrl: z.string(),
  expiresAt: z.number(),
});
type StoredOrder = z.output<typeof storedForm>;

/** A page is open for an hour: long enough for a bank's question, short enough to try again. */
const pageLifetimeMs = 60 * 60_000;

/** What the provider's page is told beside the money. */
export interface PayerPage {
  readonly origin: string;
  readonly locale: string;
  readonly nowMs: number;
  /** Where the payer comes back to; `/payer/return` for somebody who is not the debtor. */
  readonly back: "/pay/return" | "/payer/return";
  /** A payer link's own reference, to be read on the provider's page. */
  readonly reference?: string;
}

/** The parameters of a create call, as they are stored. The payer reads who is paid, no debt. */
export function orderToStore(
  attemptId: string,
  portfolio: Portfolio,
  page: PayerPage,
): StoredOrder {
  const { origin, locale, nowMs, back, reference } = page;
  const brand = inLanguage(portfolio.brand.name, locale);
  const t = translator(locale, "debtor");
  return {
    locale,
    description:
      reference === undefined
        ? t("pay.description", { brand })
        : t("payer.description", { brand, reference }),
    methods: portfolio.paymentMethods.filter(isMethod),
    successUrl: `${origin}${back}?session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${origin}${back}?attempt=${attemptId}`,
    expiresAt: nowMs + pageLifetimeMs,
  };
}

/** The call of an attempt, the same to the letter each time. */
export function orderOf(attempt: AttemptRow): PaymentOrder {
  const { currency } = attempt;
  assert(isCurrency(currency), "an attempt has a known currency");
  return {
    ...storedForm.parse(attempt.params),
    attemptId: attempt.id as AttemptId,
    idempotencyKey: `attempt:${attempt.id}:create`,
    amountMinor: attempt.total,
    currency,
  };
}

/** The language in which somebody paid, or agreed to be charged. */
export function payerLocale(attempt: AttemptRow): string {
  return storedForm.pick({ locale: true }).parse(attempt.params).locale;
}

export function isMethod(name: string): name is PaymentMethodKind {
  return name === "card" || name === "alipay" || name === "wechat_pay";
}
