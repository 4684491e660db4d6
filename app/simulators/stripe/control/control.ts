import type { Stripe } from "stripe";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { emptyMemory } from "../memory.ts";
import { findCard } from "../payments/cards.ts";
import { passChallenge, refuseChallenge } from "../payments/challenge.ts";
import { endSettlement } from "../payments/confirm.ts";
import { expireDue, expireSession } from "../payments/expire.ts";
import { settleDue } from "../payments/settle-due.ts";
import { submitCard, submitWallet } from "../payments/submit.ts";
import { payOutDue } from "../payouts/pay-out.ts";
import { invalid } from "../refusal.ts";
import { type Fault, type Sandbox, seconds } from "../sandbox.ts";
import { passSetup, refuseSetup } from "../setups/confirm-setup.ts";
import { submitSetupCard } from "../setups/submit-setup.ts";
import { apiVersion } from "../webhooks/emit.ts";
import type { Delivery } from "../webhooks/outbox.ts";
import { type BalanceControl, balanceControl } from "./balance.ts";
import { type CardControl, cardControl } from "./cards.ts";
import { type DisputeControl, disputeControl } from "./disputes.ts";
import { type RefundControl, refundControl } from "./refunds.ts";

/** The hand of a test on the simulator; the same by HTTP under /_sim. */
export interface SimulatorControl
  extends CardControl,
    RefundControl,
    DisputeControl,
    BalanceControl {
  clock(change: { now?: number; advanceMs?: number; real?: boolean }): { now: number };
  failNext(fault: Partial<Fault> & Pick<Fault, "kind">): void;
  clearFaults(): void;
  webhooks(mode: "send" | "hold" | "drop"): void;
  release(order: "forward" | "reverse"): { sent: number };
  duplicateNext(copies: number): void;
  resend(eventId: string, copies: number): void;
  rotateSecrets(secrets: string[]): void;
  emit(forged: ForgedEvent): { id: string };
  pay(payment: SimulatedPayment): Stripe.Checkout.Session;
  settle(intentId: string, outcome: "succeeded" | "failed"): Stripe.PaymentIntent;
  expire(sessionId: string): Stripe.Checkout.Session;
  deliveries(): readonly Delivery[];
  /** Resolves when every webhook delivery has ended. */
  settled(): Promise<void>;
  reset(): void;
}

/** An event that nothing made: unknown types, thin events, other modes, old versions. */
export interface ForgedEvent {
  type: string;
  object?: { [field: string]: unknown };
  livemode?: boolean;
  apiVersion?: string | null;
  /** A v2 event, which names its object and does not carry it. */
  thin?: boolean;
}

/** What the page would have done. */
export interface SimulatedPayment {
  session: string;
  method?: "card" | "alipay" | "wechat_pay";
  /** A documented test card; 4242… without one. */
  card?: string;
  /** How the bank's or wallet's question is answered, where there is one. */
  answer?: "pass" | "fail" | "abandon" | "later";
}

export function simulatorControl(sandbox: Sandbox): SimulatorControl {
  const { outbox } = sandbox;
  return {
    ...cardControl(sandbox),
    ...refundControl(sandbox),
    ...disputeControl(sandbox),
    ...balanceControl(sandbox),
    clock: (change) => moveClock(sandbox, change),
    failNext: (fault) => {
      sandbox.faults.push({ when: "before", times: 1, ...fault });
    },
    clearFaults: () => {
      sandbox.faults = [];
    },
    webhooks: (mode) => {
      outbox.mode = mode;
    },
    release: (order) => ({ sent: outbox.release(order) }),
    duplicateNext: (copies) => {
      outbox.extraCopies = copies;
    },
    resend: (eventId, copies) =>
      outbox.resend(readOne(sandbox.memory.events, eventId, "notification"), copies),
    rotateSecrets: (secrets) => {
      for (const id of Object.keys(sandbox.memory.secrets)) sandbox.memory.secrets[id] = secrets;
    },
    emit: (forged) => forge(sandbox, forged),
    pay: (payment) => pay(sandbox, payment),
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
    deliveries: () => outbox.deliveries,
    settled: () => outbox.settled(),
    reset: () => reset(sandbox),
  };
}

function moveClock(
  sandbox: Sandbox,
  change: { now?: number; advanceMs?: number; real?: boolean },
): { now: number } {
  if (change.real) sandbox.clock.real();
  if (change.now !== undefined) sandbox.clock.set(change.now);
  if (change.advanceMs !== undefined) sandbox.clock.advance(change.advanceMs);
  expireDue(sandbox);
  settleDue(sandbox);
  payOutDue(sandbox);
  return { now: sandbox.clock.now() };
}

function forge(sandbox: Sandbox, forged: ForgedEvent): { id: string } {
  const { type, object = {}, livemode = false } = forged;
  const id = newId("evt_");
  if (forged.thin) {
    const { id: objectId = "obj_1", object: kind = "v1.thing" } = object;
    const related = { id: objectId, type: kind, url: `/v1/things/${String(objectId)}` };
    const created = new Date(sandbox.clock.now()).toISOString();
    const thin = { id, object: "v2.core.event", type, created, livemode, context: null };
    sandbox.outbox.send({ ...thin, related_object: related } as unknown as Stripe.Event);
    return { id };
  }
  const event = {
    id,
    object: "event",
    api_version: forged.apiVersion === undefined ? apiVersion : forged.apiVersion,
    created: seconds(sandbox),
    data: { object },
    livemode,
    pending_webhooks: 1,
    request: null,
    type,
  };
  sandbox.outbox.send(event as unknown as Stripe.Event);
  return { id };
}

function pay(sandbox: Sandbox, payment: SimulatedPayment): Stripe.Checkout.Session {
  expireDue(sandbox);
  const session = readOne(sandbox.memory.sessions, payment.session, "checkout.session");
  if (session.status !== "open") {
    throw invalid("session", `This session is ${session.status}.`);
  }
  const kind = payment.method ?? "card";
  const card = findCard(payment.card ?? "4242424242424242");
  if (!card) throw invalid("card", "Not one of the documented test cards.");
  const details = { expMonth: 12, expYear: 2040, email: null, name: null };
  const answer = payment.answer ?? "pass";
  if (session.mode === "setup") {
    const setup = submitSetupCard(sandbox, session, { card, ...details });
    if (setup.status !== "requires_action" || answer === "abandon") return session;
    if (answer === "fail") refuseSetup(sandbox, setup);
    else passSetup(sandbox, setup);
    return session;
  }
  const intent =
    kind === "card"
      ? submitCard(sandbox, session, { card, ...details })
      : submitWallet(sandbox, session, kind);
  if (intent.status !== "requires_action") return session;
  if (answer === "fail") refuseChallenge(sandbox, intent);
  else if (answer !== "abandon") passChallenge(sandbox, intent, answer === "later");
  return session;
}

function reset(sandbox: Sandbox): void {
  const { endpoints, secrets } = sandbox.memory;
  sandbox.memory = { ...emptyMemory(), endpoints, secrets };
  sandbox.faults = [];
  sandbox.requests = [];
  sandbox.nextRefund = null;
  sandbox.outbox.mode = "send";
  sandbox.outbox.extraCopies = 0;
  sandbox.outbox.forget();
  sandbox.clock.real();
}
