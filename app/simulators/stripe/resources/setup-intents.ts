import type { Stripe } from "stripe";
import type { Field } from "../api/field.ts";
import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { newSetup } from "../objects/new-setup.ts";
import { invalid, Refusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { sessionOfSetup } from "../setups/complete-setup-session.ts";
import { confirmSetup } from "../setups/confirm-setup.ts";
import { emit } from "../webhooks/emit.ts";
import { customerOf } from "./customer-of.ts";
import { methodFor } from "./method-for.ts";

const confirming = ["payment_method", "return_url", "mandate_data", "expand"];
const creating = [
  "allowed_payment_method_types",
  "automatic_payment_methods",
  "confirm",
  "customer",
  "description",
  "metadata",
  "usage",
];

export const createSetup: Handler = (sandbox, { fields }) => {
  fields.allow(...creating, ...confirming);
  const types = fields.get("allowed_payment_method_types").texts();
  const single = types.find((type) => type !== "card");
  if (single) {
    throw invalid(
      "allowed_payment_method_types",
      `A payment method of type ${single} can be used once only and cannot be set up.`,
    );
  }
  const setup = newSetup(sandbox, {
    customer: customerOf(sandbox, fields),
    description: fields.get("description").text(),
    metadata: fields.get("metadata").metadata(),
    methodTypes: ["card"],
    usage: fields.get("usage").oneOf(["off_session", "on_session"]) ?? "off_session",
  });
  emit(sandbox, "setup_intent.created", setup);
  if (fields.get("confirm").flag()) return confirmWith(sandbox, setup, fields);
  if (fields.get("payment_method").present) {
    setup.payment_method = methodFor(sandbox, fields, setup.customer).id;
    setup.status = "requires_confirmation";
  }
  return setup;
};

export const confirmSetupCall: Handler = (sandbox, { id, fields }) => {
  fields.allow(...confirming);
  return confirmWith(sandbox, readOne(sandbox.memory.setups, id, "setupintent"), fields);
};

function confirmWith(
  sandbox: Sandbox,
  setup: Stripe.SetupIntent,
  fields: Field,
): Stripe.SetupIntent {
  if (!["requires_payment_method", "requires_confirmation"].includes(setup.status)) {
    throw unexpected("confirm", setup);
  }
  const method = methodFor(sandbox, fields, setup.customer, setup.payment_method);
  confirmSetup(sandbox, setup, method, fields.get("return_url").text());
  const error = setup.last_setup_error;
  if (!error) return setup;
  throw new Refusal(402, {
    type: "card_error",
    message: error.message ?? "Your card was declined.",
    code: error.code,
    decline_code: error.decline_code,
    advice_code: error.advice_code,
    network_decline_code: error.network_decline_code,
    payment_method: structuredClone(method),
    setup_intent: structuredClone(setup),
  });
}

export const readSetup: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.setups, id, "setupintent");

export const listSetups: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "customer", "payment_method");
  const customer = fields.get("customer").text();
  const method = fields.get("payment_method").text();
  return listPage(
    sandbox.memory.setups,
    fields,
    "/v1/setup_intents",
    (one) =>
      (customer === null || one.customer === customer) &&
      (method === null || one.payment_method === method),
  );
};

export const cancelSetup: Handler = (sandbox, { id, fields }) => {
  fields.allow("cancellation_reason", "expand");
  const setup = readOne(sandbox.memory.setups, id, "setupintent");
  if (sessionOfSetup(sandbox, setup)) {
    throw invalid(undefined, "You cannot cancel a SetupIntent made by a Checkout Session.");
  }
  if (["succeeded", "processing", "canceled"].includes(setup.status)) {
    throw unexpected("cancel", setup);
  }
  setup.status = "canceled";
  setup.next_action = null;
  setup.cancellation_reason = fields
    .get("cancellation_reason")
    .oneOf(["abandoned", "duplicate", "requested_by_customer"]);
  emit(sandbox, "setup_intent.canceled", setup);
  return setup;
};

const unexpected = (verb: string, { status }: Stripe.SetupIntent): Refusal =>
  invalid(
    undefined,
    `You cannot ${verb} this SetupIntent because it has a status of ${status}.`,
    "setup_intent_unexpected_state",
  );
