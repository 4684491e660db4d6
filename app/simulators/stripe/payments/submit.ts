import type { Stripe } from "stripe";
import type { TestCard } from "../memory.ts";
import { newIntent } from "../objects/new-intent.ts";
import { newCardMethod, newWalletMethod } from "../objects/new-method.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";
import { confirmIntent } from "./confirm.ts";

export interface CardEntry {
  card: TestCard;
  expMonth: number;
  expYear: number;
  email: string | null;
  name: string | null;
}

/** The payer sends the card form of an open session's page. */
export function submitCard(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  entry: CardEntry,
): Stripe.PaymentIntent {
  return submitMethod(sandbox, session, newCardMethod(sandbox, entry));
}

/** The payer chooses Alipay or WeChat Pay on an open session's page. */
export function submitWallet(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  type: "alipay" | "wechat_pay",
): Stripe.PaymentIntent {
  return submitMethod(sandbox, session, newWalletMethod(sandbox, type));
}

/** The payer submits, whatever with. */
export function submitMethod(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent {
  const intent = intentOf(sandbox, session);
  confirmIntent(sandbox, intent, method, { returnUrl: session.success_url });
  return intent;
}

/** Stripe makes a session's intent when the payer first submits, not before. */
function intentOf(sandbox: Sandbox, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const existing = sandbox.memory.intents[String(session.payment_intent)];
  if (existing) return existing;
  const data = sandbox.memory.intentData[session.id];
  const intent = newIntent(sandbox, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer: typeof session.customer === "string" ? session.customer : null,
    description: data?.description ?? null,
    metadata: { ...data?.metadata },
    statementDescriptorSuffix: data?.statementDescriptorSuffix ?? null,
    setupFutureUsage: data?.setupFutureUsage ?? null,
    methodTypes: session.payment_method_types,
    methodOptions: null,
  });
  session.payment_intent = intent.id;
  emit(sandbox, "payment_intent.created", intent);
  return intent;
}
