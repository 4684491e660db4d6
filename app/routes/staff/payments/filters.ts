import { paymentListStates } from "#app/domain/payments/listed.ts";
import { parseDate } from "#app/domain/primitives/date.ts";
import type { PaymentListWish } from "#app/services/reading/staff-payments.server.ts";

/** Ways in which money comes in, as lists are filtered by. */
export const paymentMethods = ["card", "alipay", "wechat_pay", "transfer", "credit"] as const;

/** The list that an address asks for; what it cannot mean is left out. */
export function readPaymentFilters(url: URL): PaymentListWish {
  const text = (name: string) => url.searchParams.get(name)?.trim() || null;
  const state = text("state");
  return {
    portfolio: text("portfolio"),
    state: paymentListStates.find((known) => known === state) ?? null,
    method: text("method")?.slice(0, 50) ?? null,
    from: parseDate(text("from") ?? ""),
    to: parseDate(text("to") ?? ""),
    reference: text("reference")?.slice(0, 200) ?? null,
    after: text("after"),
  };
}
