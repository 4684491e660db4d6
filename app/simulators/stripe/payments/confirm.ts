import type { Stripe } from "stripe";
import { openDispute } from "../disputes/open-dispute.ts";
import type { Decline } from "../memory.ts";
import { attachMethod } from "../methods/attach.ts";
import { asksPayer, declineOnPaying } from "../methods/behaviour.ts";
import { newCharge } from "../objects/new-charge.ts";
import { newCustomer } from "../objects/new-customer.ts";
import { newTransaction } from "../objects/new-transaction.ts";
import { docUrl } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { adviceOf } from "./advice.ts";
import { completeSession, sessionOf, settleSession } from "./complete-session.ts";

export interface Confirmation {
  returnUrl: string | null;
  /** Nobody is there to answer a question. */
  offSession?: boolean;
}

/** A payment method is submitted: charged at once, or the bank or wallet asks first. */
export function confirmIntent(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { returnUrl, offSession = false }: Confirmation,
): void {
  intent.payment_method = method.id;
  intent.last_payment_error = null;
  if (!asksPayer(sandbox, method, offSession)) {
    chargeIntent(sandbox, intent, method);
    return;
  }
  if (offSession) {
    declineIntent(sandbox, intent, method, authenticationRequired);
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
  const decline = declineOnPaying(sandbox, method, intent.customer);
  if (decline) {
    declineIntent(sandbox, intent, method, decline);
    return;
  }
  const charge = newCharge(sandbox, intent, method, "succeeded");
  keepMethod(sandbox, intent, method);
  succeedIntent(sandbox, intent, charge);
  completeSession(sandbox, intent);
  const dispute = sandbox.memory.cards[method.id]?.dispute;
  const { amount, currency } = charge;
  if (dispute) openDispute(sandbox, charge, { ...dispute, amount, currency });
}

function declineIntent(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): void {
  const charge = newCharge(sandbox, intent, method, decline);
  intent.latest_charge = charge.id;
  emit(sandbox, "charge.failed", charge);
  failIntent(sandbox, intent, method, decline);
}

/** Saved when the intent asks for it; otherwise a method of nobody's is used up. */
function keepMethod(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  if (method.customer !== null) return;
  if (intent.setup_future_usage === null) {
    sandbox.memory.methodPast[method.id] = { spent: true };
    return;
  }
  const customer = customerFor(sandbox, intent, method);
  if (method.customer !== customer) attachMethod(sandbox, method, customer);
  if (intent.setup_future_usage === "off_session") {
    sandbox.memory.methodPast[method.id] = { setUp: true };
  }
}

/** The intent's customer; a page that saves a card makes one where there is none. */
function customerFor(
  sandbox: Sandbox,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): string {
  if (typeof intent.customer === "string") return intent.customer;
  const { email, name } = method.billing_details;
  const { id } = newCustomer(sandbox, { email, name });
  intent.customer = id;
  const session = sessionOf(sandbox, intent);
  if (session) session.customer = id;
  return id;
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
  const card = sandbox.memory.cards[String(charge.payment_method)];
  charge.balance_transaction = newTransaction(sandbox, {
    amount: charge.amount,
    currency: charge.currency,
    fee: { amount: feeOf(charge.amount), description: "Stripe processing fees" },
    type: charge.id.startsWith("py_") ? "payment" : "charge",
    category: "charge",
    source: charge.id,
    description: charge.description,
    availableIn: card?.availableNow ? 0 : twoDays,
  }).id;
  intent.latest_charge = charge.id;
  intent.amount_received = intent.amount;
  intent.status = "succeeded";
  emit(sandbox, "charge.succeeded", charge);
  emit(sandbox, "payment_intent.succeeded", intent);
}

const twoDays = 2 * 86_400;

/** 2.9% and 30 of the smallest unit. */
const feeOf = (amount: number): number => Math.round(amount * 0.029) + 30;

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
    doc_url: docUrl(decline.code),
    message: decline.message,
    ...adviceOf(decline),
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    ...(intent.latest_charge && decline.declineCode
      ? { charge: String(intent.latest_charge) }
      : {}),
    ...(method ? { payment_method: structuredClone(method) } : {}),
  };
  emit(sandbox, "payment_intent.payment_failed", intent);
}

/** The bank wants to ask, and the payer is not there (docs.stripe.com/declines/codes). */
const authenticationRequired: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};

/** The payer did not pass, or refused, what the bank or wallet asked. */
export const notAuthenticated: Decline = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message: "The provided payment method has failed authentication.",
};
