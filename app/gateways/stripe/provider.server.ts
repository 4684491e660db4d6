import type { PaymentProvider } from "#app/services/payments/provider.ts";
import { cancelPayment } from "./cancel-payment.server.ts";
import { capabilitiesOf } from "./capabilities.server.ts";
import { connect, type StripeOptions } from "./connection.server.ts";
import { fetchPayment } from "./fetch-payment.server.ts";
import { findByAttempt } from "./find-by-attempt.server.ts";
import { listBalanceTransactions } from "./list-balance-transactions.server.ts";
import { listChanges } from "./list-changes.server.ts";
import { listPayouts } from "./list-payouts.server.ts";
import { parseWebhook } from "./parse-webhook.server.ts";
import { startPayment } from "./start-payment.server.ts";

/** Stripe as the payment provider: hosted Checkout through the official SDK. */
export function stripeProvider(options: StripeOptions): PaymentProvider {
  const connection = connect(options);
  return {
    name: "stripe",
    livemode: connection.livemode,
    capabilities: capabilitiesOf,
    startPayment: (order) => startPayment(connection, order),
    fetchPayment: (id) => fetchPayment(connection, id),
    findByAttempt: (search) => findByAttempt(connection, search),
    cancelPayment: (cancel) => cancelPayment(connection, cancel),
    parseWebhook: (delivery) => parseWebhook(connection, delivery),
    listChanges: (since) => listChanges(connection, since),
    listBalanceTransactions: (asked) => listBalanceTransactions(connection, asked),
    listPayouts: (asked) => listPayouts(connection, asked),
  };
}
