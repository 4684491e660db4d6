import type { Stripe } from "stripe";
import { invalid, Refusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { declineOnSaving } from "./behaviour.ts";

/** Saves a payment method for its customer, as far as its card can be saved at all. */
export function attachMethod(
  sandbox: Sandbox,
  method: Stripe.PaymentMethod,
  customer: string,
): void {
  if (method.customer === customer) return;
  if (method.customer !== null) {
    throw invalid(
      "payment_method",
      "The payment method you provided has already been attached to a customer.",
    );
  }
  if (method.type !== "card") {
    throw invalid(
      "payment_method",
      `A payment method of type ${method.type} can be used once only and cannot be saved.`,
    );
  }
  refuseSpent(sandbox, method);
  const decline = declineOnSaving(sandbox, method);
  if (decline) {
    throw new Refusal(402, {
      type: "card_error",
      code: decline.code,
      message: decline.message,
      ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    });
  }
  method.customer = customer;
  emit(sandbox, "payment_method.attached", method);
}

/** Takes a saved payment method off its customer; it can never be used again. */
export function detachMethod(sandbox: Sandbox, method: Stripe.PaymentMethod): void {
  if (method.customer === null) {
    throw invalid(
      undefined,
      "The payment method you provided is not attached to a customer so detachment is impossible.",
    );
  }
  const customer = method.customer;
  method.customer = null;
  sandbox.memory.methodPast[method.id] = { spent: true };
  emit(sandbox, "payment_method.detached", method, { customer });
}

/** Refuses what was detached, or was used once without being saved. */
export function refuseSpent(sandbox: Sandbox, method: Stripe.PaymentMethod): void {
  if (!sandbox.memory.methodPast[method.id]?.spent) return;
  throw invalid(
    "payment_method",
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer " +
      "attachment or was detached from a Customer, and may not be used again.",
    "payment_method_unexpected_state",
  );
}
