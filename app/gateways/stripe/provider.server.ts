import type { PaymentProvider } from "#app/services/payments/provider.ts";
import { cancelPayment } from "./cancel-payment.server.ts";
import { capabilitiesOf } from "./capabilities.server.ts";
import { chargeSaved } from "./charge-saved.server.ts";
import { connect, type StripeOptions } from "./connection.server.ts";
import { createCustomer } from "./create-customer.server.ts";
import { fetchDispute } from "./fetch-dispute.server.ts";
import { detachMethod, fetchMethod } from "./fetch-method.server.ts";
import { fetchPayment } from "./fetch-payment.server.ts";
import { fetchRefund } from "./fetch-refund.server.ts";
import { fetchSetup } from "./fetch-setup.server.ts";
import { findByAttempt } from "./find-by-attempt.server.ts";
import { findCharges } from "./find-charges.server.ts";
import { listBalanceTransactions } from "./list-balance-transactions.server.ts";
import { listChanges } from "./list-changes.server.ts";
import { listPayouts } from "./list-payouts.server.ts";
import { listRefunds } from "./list-refunds.server.ts";
import { parseWebhook } from "./parse-webhook.server.ts";
import { refund } from "./refund.server.ts";
import { startPayment } from "./start-payment.server.ts";
import { startSetup } from "./start-setup.server.ts";

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
    refund: (order) => refund(connection, order),
    fetchRefund: (id) => fetchRefund(connection, id),
    listRefunds: (chargeRef) => listRefunds(connection, chargeRef),
    fetchDispute: (id) => fetchDispute(connection, id),
    listChanges: (since) => listChanges(connection, since),
    listBalanceTransactions: (asked) => listBalanceTransactions(connection, asked),
    listPayouts: (asked) => listPayouts(connection, asked),
    createCustomer: (wish) => createCustomer(connection, wish),
    startSetup: (order) => startSetup(connection, order),
    fetchSetup: (id) => fetchSetup(connection, id),
    chargeSaved: (order) => chargeSaved(connection, order),
    findCharges: (search) => findCharges(connection, search),
    fetchMethod: (reference) => fetchMethod(connection, reference),
    detachMethod: (reference) => detachMethod(connection, reference),
  };
}
