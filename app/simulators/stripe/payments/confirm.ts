import type { Stripe } from "stripe";
import type { Decline } from "../memory.ts";
import { newCharge } from "../objects/new-charge.ts";
import { newTransaction } from "../objects/new-transaction.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { completeSession, settleSession } from "./complete-session.ts";

/** The payer submits a payment method: charged at once, or the bank or wallet asks first. */
export function confirmIntent(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): void {
  intent.payment_method = method.id;
  intent.last_payment_error = null;
  const asks = method.type !== "card" || sandbox.memory.cards[method.id]?.challenge === true;
  if (!asks) {
    chargeIntent(sandbox, intent, method);
    return;
  }
  intent.status = "requires_action";
  intent.next_action = nextAction(sandbox, intent, method, returnUrl);
  emit(sandbox, "payment_intent.requires_action", intent);
}

function nextAction(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): Stripe.PaymentIntent.NextAction {
  const at = (page: string): string => `${sandbox.origin}/c/${page}/${intent.id}`;
  if (method.type === "alipay") {
    const redirect = { native_data: null, native_url: null, url: at("alipay") };
    return {
      type: "alipay_handle_redirect",
      alipay_handle_redirect: { ...redirect, return_url: returnUrl },
    };
  }
  if (method.type === "wechat_pay") {
    return {
      type: "wechat_pay_display_qr_code",
      wechat_pay_display_qr_code: {
        data: at("wechat-phone"),
        hosted_instructions_url: at("wechat"),
        image_data_url: "",
        image_url_png: "",
        image_url_svg: "",
      },
    };
  }
  return { type: "redirect_to_url", redirect_to_url: { url: at("3ds"), return_url: returnUrl } };
}

/** Takes the money, unless the card is one that declines. */
export function chargeIntent(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  intent.next_action = null;
  const decline = sandbox.memory.cards[method.id]?.decline ?? null;
  if (decline) {
    const charge = newCharge(sandbox, intent, method, decline);
    intent.latest_charge = charge.id;
    emit(sandbox, "charge.failed", charge);
    failIntent(sandbox, intent, method, decline);
    return;
  }
  const charge = newCharge(sandbox, intent, method, "succeeded");
  succeedIntent(sandbox, intent, charge);
  completeSession(sandbox, intent);
}

/** The bank or wallet has agreed; whether the money comes is known later. */
export function beginSettlement(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  const charge = newCharge(sandbox, intent, method, "pending");
  intent.latest_charge = charge.id;
  intent.next_action = null;
  intent.status = "processing";
  emit(sandbox, "charge.pending", charge);
  emit(sandbox, "payment_intent.processing", intent);
  completeSession(sandbox, intent);
}

/** Ends a settlement that was begun. */
export function endSettlement(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  outcome: "succeeded" | "failed",
): void {
  const charge = sandbox.memory.charges[String(intent.latest_charge)];
  if (intent.status !== "processing" || !charge) return;
  if (outcome === "succeeded") {
    charge.status = "succeeded";
    charge.paid = true;
    succeedIntent(sandbox, intent, charge);
  } else {
    charge.status = "failed";
    charge.failure_code = asynchronousFailure.code;
    charge.failure_message = asynchronousFailure.message;
    emit(sandbox, "charge.failed", charge);
    const method = sandbox.memory.methods[String(intent.payment_method)];
    failIntent(sandbox, intent, method ?? null, asynchronousFailure);
  }
  settleSession(sandbox, intent);
}

const asynchronousFailure: Decline = {
  code: "payment_intent_payment_attempt_failed",
  declineCode: null,
  message: "The payment failed.",
};

function succeedIntent(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): void {
  charge.balance_transaction = newTransaction(sandbox, charge).id;
  intent.latest_charge = charge.id;
  intent.amount_received = intent.amount;
  intent.status = "succeeded";
  emit(sandbox, "charge.succeeded", charge);
  emit(sandbox, "payment_intent.succeeded", intent);
}

/** Back to waiting for a payment method, with the reason. */
export function failIntent(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod | null,
  decline: Decline,
): void {
  intent.status = "requires_payment_method";
  intent.next_action = null;
  intent.payment_method = null;
  intent.last_payment_error = {
    type: decline.declineCode ? "card_error" : "invalid_request_error",
    code: decline.code as Stripe.PaymentIntent.LastPaymentError.Code,
    message: decline.message,
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    ...(intent.latest_charge && decline.declineCode
      ? { charge: String(intent.latest_charge) }
      : {}),
    ...(method ? { payment_method: structuredClone(method) } : {}),
  };
  emit(sandbox, "payment_intent.payment_failed", intent);
}

/** The payer did not pass, or refused, what the bank or wallet asked. */
export const notAuthenticated: Decline = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message: "The provided payment method has failed authentication.",
};
