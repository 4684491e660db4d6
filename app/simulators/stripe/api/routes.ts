import { readBalance } from "../resources/balance.ts";
import { listTransactions, readTransaction } from "../resources/balance-transactions.ts";
import { listCharges, readCharge } from "../resources/charges.ts";
import { createCustomer, listCustomers, readCustomer } from "../resources/customers.ts";
import { deleteCustomer, deleteEndpoint, deleteProduct } from "../resources/delete.ts";
import { closeDispute, listDisputes, readDispute, updateDispute } from "../resources/disputes.ts";
import { listEvents, readEvent } from "../resources/events.ts";
import { confirmIntentCall, createIntent } from "../resources/intents-create.ts";
import { cancelIntent, listIntents, readIntent } from "../resources/intents-read.ts";
import { createMethod, readMethod } from "../resources/payment-methods.ts";
import { confirmPage, readPage } from "../resources/payment-pages.ts";
import { createPayout, listPayouts, readPayout } from "../resources/payouts.ts";
import { createPrice, readPrice } from "../resources/prices.ts";
import { createProduct, readProduct } from "../resources/products.ts";
import { createRefund, listRefunds, readRefund, updateRefund } from "../resources/refunds.ts";
import {
  attachCall,
  detachCall,
  listMethods,
  listMethodsOfCustomer,
  readMethodOfCustomer,
  updateMethod,
} from "../resources/saved-methods.ts";
import { createSession } from "../resources/sessions-create.ts";
import {
  expireSessionCall,
  listLineItems,
  listSessions,
  readSession,
} from "../resources/sessions-read.ts";
import {
  cancelSetup,
  confirmSetupCall,
  createSetup,
  listSetups,
  readSetup,
} from "../resources/setup-intents.ts";
import { updateCustomer, updatePayout, updatePrice, updateProduct } from "../resources/update.ts";
import {
  createEndpoint,
  listEndpoints,
  readEndpoint,
  updateEndpoint,
} from "../resources/webhook-endpoints.ts";
import type { Handler } from "./handler.ts";

const route = (
  method: "GET" | "POST" | "DELETE",
  path: string,
  handler: Handler,
): readonly [string, RegExp, Handler] => [
  method,
  new RegExp(`^/v1/${path.replaceAll(":id", "([^/]+)")}$`),
  handler,
];

/** Every address of the API that the simulator knows. */
export const routes = [
  route("POST", "checkout/sessions", createSession),
  route("GET", "checkout/sessions", listSessions),
  route("GET", "checkout/sessions/:id", readSession),
  route("GET", "checkout/sessions/:id/line_items", listLineItems),
  route("POST", "checkout/sessions/:id/expire", expireSessionCall),
  route("GET", "payment_pages/:id", readPage),
  route("POST", "payment_pages/:id/confirm", confirmPage),
  route("POST", "payment_intents", createIntent),
  route("GET", "payment_intents", listIntents),
  route("GET", "payment_intents/:id", readIntent),
  route("POST", "payment_intents/:id/confirm", confirmIntentCall),
  route("POST", "payment_intents/:id/cancel", cancelIntent),
  route("POST", "setup_intents", createSetup),
  route("GET", "setup_intents", listSetups),
  route("GET", "setup_intents/:id", readSetup),
  route("POST", "setup_intents/:id/confirm", confirmSetupCall),
  route("POST", "setup_intents/:id/cancel", cancelSetup),
  route("POST", "payment_methods", createMethod),
  route("GET", "payment_methods", listMethods),
  route("GET", "payment_methods/:id", readMethod),
  route("POST", "payment_methods/:id", updateMethod),
  route("POST", "payment_methods/:id/attach", attachCall),
  route("POST", "payment_methods/:id/detach", detachCall),
  route("GET", "charges", listCharges),
  route("GET", "charges/:id", readCharge),
  route("POST", "refunds", createRefund),
  route("GET", "refunds", listRefunds),
  route("GET", "refunds/:id", readRefund),
  route("POST", "refunds/:id", updateRefund),
  route("GET", "disputes", listDisputes),
  route("GET", "disputes/:id", readDispute),
  route("POST", "disputes/:id", updateDispute),
  route("POST", "disputes/:id/close", closeDispute),
  route("GET", "payouts", listPayouts),
  route("GET", "payouts/:id", readPayout),
  route("POST", "payouts", createPayout),
  route("POST", "payouts/:id", updatePayout),
  route("GET", "balance", readBalance),
  route("GET", "balance_transactions", listTransactions),
  route("GET", "balance_transactions/:id", readTransaction),
  route("POST", "customers", createCustomer),
  route("GET", "customers", listCustomers),
  route("GET", "customers/:id", readCustomer),
  route("POST", "customers/:id", updateCustomer),
  route("DELETE", "customers/:id", deleteCustomer),
  route("GET", "customers/:id/payment_methods", listMethodsOfCustomer),
  route("GET", "customers/:id/payment_methods/:id", readMethodOfCustomer),
  route("POST", "products", createProduct),
  route("GET", "products/:id", readProduct),
  route("POST", "products/:id", updateProduct),
  route("DELETE", "products/:id", deleteProduct),
  route("POST", "prices", createPrice),
  route("GET", "prices/:id", readPrice),
  route("POST", "prices/:id", updatePrice),
  route("GET", "events", listEvents),
  route("GET", "events/:id", readEvent),
  route("POST", "webhook_endpoints", createEndpoint),
  route("GET", "webhook_endpoints", listEndpoints),
  route("GET", "webhook_endpoints/:id", readEndpoint),
  route("POST", "webhook_endpoints/:id", updateEndpoint),
  route("DELETE", "webhook_endpoints/:id", deleteEndpoint),
];
