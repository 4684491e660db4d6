import { autopayKinds } from "#app/domain/payments/autopay/methods.ts";
import type { PaymentMethodKind } from "../payments/payment-state.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** Kinds of method that may be saved in a portfolio; none: autopay is not offered there. */
export function allowedKinds(runtime: Runtime, portfolio: Portfolio): readonly PaymentMethodKind[] {
  const can = runtime.payments.capabilities(portfolio.currency);
  return autopayKinds(portfolio.paymentMethods, can.reusableMethods);
}
