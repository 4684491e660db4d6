import type { Stripe } from "stripe";
import { findById } from "../api/expand.ts";
import { readOne } from "../api/read.ts";
import type { TestCard } from "../memory.ts";
import { findCard } from "../payments/cards.ts";
import { passChallenge, refuseChallenge, timeOutChallenge } from "../payments/challenge.ts";
import { endSettlement } from "../payments/confirm.ts";
import { expireDue, expireSession } from "../payments/expire.ts";
import { submitCard, submitWallet } from "../payments/submit.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { passSetup, refuseSetup } from "../setups/confirm-setup.ts";
import { submitSetupCard } from "../setups/submit-setup.ts";

/** What payers do, and what becomes of their payments. */
export interface PaymentControl {
  pay(payment: SimulatedPayment): Stripe.Checkout.Session;
  /** Answers what the bank or the wallet asked and the payer had left open. */
  answer(intentId: string, answer: LateAnswer): Stripe.PaymentIntent | Stripe.SetupIntent;
  settle(intentId: string, outcome: "succeeded" | "failed"): Stripe.PaymentIntent;
  expire(sessionId: string): Stripe.Checkout.Session;
  /** Makes any object say otherwise, without an event: another amount, currency or metadata. */
  alter(id: string, changes: { [field: string]: unknown }): object;
}

/** `later`: agreed, and whether the money comes is known afterwards. */
export type LateAnswer = "pass" | "fail" | "later" | "timeout";

/** What the page would have done. */
export interface SimulatedPayment {
  session: string;
  method?: "card" | "alipay" | "wechat_pay";
  /** A documented test card; 4242… without one. */
  card?: string;
  /** How the bank's or wallet's question is answered, where there is one. */
  answer?: "pass" | "fail" | "abandon" | "later";
}

export function paymentControl(sandbox: Sandbox): PaymentControl {
  return {
    pay: (payment) => pay(sandbox, payment),
    answer: (intentId, answer) => answerQuestion(sandbox, intentId, answer),
    settle: (intentId, outcome) => {
      const intent = readOne(sandbox.memory.intents, intentId, "payment_intent");
      endSettlement(sandbox, intent, outcome);
      return intent;
    },
    expire: (sessionId) => {
      const session = readOne(sandbox.memory.sessions, sessionId, "checkout.session");
      if (session.status === "open") expireSession(sandbox, session);
      return session;
    },
    alter: (id, changes) => {
      const object = findById(sandbox, id);
      if (!object) throw invalid("id", `Nothing is known by ${id}.`);
      const strange = Object.keys(changes).find((field) => !(field in object));
      if (strange) throw invalid("changes", `It has no field ${strange}.`);
      return Object.assign(object, changes);
    },
  };
}

function pay(sandbox: Sandbox, payment: SimulatedPayment): Stripe.Checkout.Session {
  expireDue(sandbox);
  const session = readOne(sandbox.memory.sessions, payment.session, "checkout.session");
  if (session.status !== "open") {
    throw invalid("session", `This session is ${session.status}.`);
  }
  const card = findCard(payment.card ?? "4242424242424242");
  if (!card) throw invalid("card", "Not one of the documented test cards.");
  const asked = submit(sandbox, session, payment, card);
  const answer = payment.answer ?? "pass";
  if (asked.status === "requires_action" && answer !== "abandon") {
    answerQuestion(sandbox, asked.id, answer);
  }
  return session;
}

function submit(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  { method = "card" }: SimulatedPayment,
  card: TestCard,
): Stripe.PaymentIntent | Stripe.SetupIntent {
  const entry = { card, expMonth: 12, expYear: 2040, email: null, name: null };
  if (session.mode === "setup") return submitSetupCard(sandbox, session, entry);
  if (method === "card") return submitCard(sandbox, session, entry);
  return submitWallet(sandbox, session, method);
}

function answerQuestion(
  sandbox: Sandbox,
  intentId: string,
  answer: LateAnswer,
): Stripe.PaymentIntent | Stripe.SetupIntent {
  const setup = sandbox.memory.setups[intentId];
  if (setup) {
    if (answer === "pass" || answer === "later") passSetup(sandbox, setup);
    else refuseSetup(sandbox, setup);
    return setup;
  }
  const intent = readOne(sandbox.memory.intents, intentId, "payment_intent");
  if (answer === "fail") refuseChallenge(sandbox, intent);
  else if (answer === "timeout") timeOutChallenge(sandbox, intent);
  else passChallenge(sandbox, intent, answer === "later");
  return intent;
}
