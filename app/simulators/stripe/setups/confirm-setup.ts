import type { Stripe } from "stripe";
import type { Decline } from "../memory.ts";
import { attachMethod } from "../methods/attach.ts";
import { asksPayer, declineOnSaving } from "../methods/behaviour.ts";
import { adviceOf } from "../payments/advice.ts";
import { docUrl, invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { completeSetupSession } from "./complete-setup-session.ts";

/** The payer submits a card to be saved: saved at once, or the bank asks first. */
export function confirmSetup(
  sandbox: Sandbox,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): void {
  setup.payment_method = method.id;
  setup.last_setup_error = null;
  if (!asksPayer(sandbox, method, false)) {
    saveMethod(sandbox, setup, method);
    return;
  }
  setup.status = "requires_action";
  setup.next_action = {
    type: "redirect_to_url",
    redirect_to_url: { url: `${sandbox.origin}/c/3ds/${setup.id}`, return_url: returnUrl },
  };
  emit(sandbox, "setup_intent.requires_action", setup);
}

/** The payer agreed at the bank. */
export const passSetup = (sandbox: Sandbox, setup: Stripe.SetupIntent): void =>
  saveMethod(sandbox, setup, waitingMethod(sandbox, setup));

/** The payer refused, or failed, at the bank. */
export const refuseSetup = (sandbox: Sandbox, setup: Stripe.SetupIntent): void =>
  failSetup(sandbox, setup, waitingMethod(sandbox, setup), {
    code: "setup_intent_authentication_failure",
    declineCode: null,
    message: "The provided payment method has failed authentication.",
  });

function waitingMethod(sandbox: Sandbox, setup: Stripe.SetupIntent): Stripe.PaymentMethod {
  const method = sandbox.memory.methods[String(setup.payment_method)];
  if (setup.status !== "requires_action" || !method) {
    throw invalid("setup_intent", `Nothing is being asked: the status is ${setup.status}.`);
  }
  return method;
}

function saveMethod(
  sandbox: Sandbox,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
): void {
  setup.next_action = null;
  const decline = declineOnSaving(sandbox, method);
  if (decline) {
    failSetup(sandbox, setup, method, decline);
    return;
  }
  if (typeof setup.customer === "string") attachMethod(sandbox, method, setup.customer);
  if (setup.usage === "off_session") sandbox.memory.methodPast[method.id] = { setUp: true };
  setup.status = "succeeded";
  emit(sandbox, "setup_intent.succeeded", setup);
  completeSetupSession(sandbox, setup);
}

/** Back to waiting for a payment method, with the reason. */
function failSetup(
  sandbox: Sandbox,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): void {
  setup.status = "requires_payment_method";
  setup.next_action = null;
  setup.payment_method = null;
  setup.last_setup_error = {
    type: decline.declineCode ? "card_error" : "invalid_request_error",
    code: decline.code as Stripe.SetupIntent.LastSetupError.Code,
    doc_url: docUrl(decline.code),
    message: decline.message,
    ...adviceOf(decline),
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    payment_method: structuredClone(method),
  };
  emit(sandbox, "setup_intent.setup_failed", setup);
}
