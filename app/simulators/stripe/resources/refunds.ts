import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { newTransaction } from "../objects/new-transaction.ts";
import { invalid } from "../refusal.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

export const createRefund: Handler = (sandbox, { fields }) => {
  fields.allow("charge", "payment_intent", "amount", "reason", "metadata", "expand");
  const charge = chargeOf(sandbox, fields);
  const left = charge.amount - charge.amount_refunded;
  const amount = fields.get("amount").integer() ?? left;
  if (!charge.paid || left === 0) {
    throw invalid(undefined, "Charge has already been refunded.", "charge_already_refunded");
  }
  if (amount <= 0 || amount > left) {
    throw invalid(
      "amount",
      `Refund amount (${amount}) is greater than unrefunded amount (${left})`,
    );
  }
  const refund: Stripe.Refund = {
    id: newId("re_"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(sandbox),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    metadata: fields.get("metadata").metadata(),
    payment_intent: charge.payment_intent,
    payment_method: null,
    reason: fields.get("reason").oneOf(["duplicate", "fraudulent", "requested_by_customer"]),
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
  refund.balance_transaction = newTransaction(sandbox, refund).id;
  sandbox.memory.refunds[refund.id] = refund;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  emit(sandbox, "charge.refunded", charge);
  emit(sandbox, "refund.created", refund);
  return refund;
};

function chargeOf(sandbox: Sandbox, fields: Field): Stripe.Charge {
  const { charges, intents } = sandbox.memory;
  const chargeId = fields.get("charge").text();
  if (chargeId !== null) return readOne(charges, chargeId, "charge", "charge");
  const intentId = fields.get("payment_intent").required().text() as string;
  const intent = readOne(intents, intentId, "payment_intent", "payment_intent");
  return readOne(charges, String(intent.latest_charge), "charge", "charge");
}

export const readRefund: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.refunds, id, "refund");

export const listRefunds: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "charge", "payment_intent");
  const charge = fields.get("charge").text();
  const intent = fields.get("payment_intent").text();
  return listPage(
    sandbox.memory.refunds,
    fields,
    "/v1/refunds",
    (one) =>
      (charge === null || one.charge === charge) &&
      (intent === null || one.payment_intent === intent),
  );
};
