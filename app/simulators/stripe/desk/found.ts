import type { Stripe } from "stripe";
import type { Sandbox } from "../sandbox.ts";

/** One payment, from its page to what became of its money. */
export interface FoundPayment {
  /** The session's id, or the intent's when no page was opened. */
  id: string;
  at: number;
  description: string | null;
  amount: number;
  currency: string;
  session: Stripe.Checkout.Session | null;
  intent: Stripe.PaymentIntent | null;
  charge: Stripe.Charge | null;
  method: Stripe.PaymentMethod | null;
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
}

/** Every payment, the newest first. */
export function payments(sandbox: Sandbox): FoundPayment[] {
  const { sessions, intents } = sandbox.memory;
  const pages = Object.values(sessions).filter((one) => one.mode === "payment");
  const paged = new Set(pages.map((one) => one.payment_intent));
  const alone = Object.values(intents).filter((one) => !paged.has(one.id));
  const found = [
    ...pages.map((one) => paymentOf(sandbox, one, intents[String(one.payment_intent)] ?? null)),
    ...alone.map((one) => paymentOf(sandbox, null, one)),
  ];
  return found.reverse().sort((one, other) => other.at - one.at);
}

function paymentOf(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session | null,
  intent: Stripe.PaymentIntent | null,
): FoundPayment {
  const { charges, methods, refunds, disputes, lineItems } = sandbox.memory;
  const charge = charges[String(intent?.latest_charge)] ?? null;
  const lines = session ? (lineItems[session.id] ?? []) : [];
  const [line] = lines.map((one) => one.description);
  return {
    id: session?.id ?? intent?.id ?? "",
    at: session?.created ?? intent?.created ?? 0,
    description: line ?? intent?.description ?? null,
    amount: session?.amount_total ?? intent?.amount ?? 0,
    currency: session?.currency ?? intent?.currency ?? "usd",
    session,
    intent,
    charge,
    method: methods[String(intent?.payment_method)] ?? null,
    refunds: Object.values(refunds).filter((one) => charge !== null && one.charge === charge.id),
    disputes: Object.values(disputes).filter((one) => charge !== null && one.charge === charge.id),
  };
}

/** A key of the table of states in words.ts. */
export function stateOf({ session, intent, charge, disputes }: FoundPayment): string {
  const over = ["won", "lost", "warning_closed", "prevented"];
  if (disputes.some((one) => !over.includes(one.status))) return "disputed";
  if (charge?.refunded) return "refunded";
  if (charge && charge.amount_refunded > 0) return "part-refunded";
  if (intent?.status === "succeeded") return "paid";
  if (intent?.status === "processing") return "processing";
  if (session?.status === "expired") return "expired";
  if (intent?.status === "canceled" || intent?.last_payment_error) return "failed";
  return "open";
}

/** What happened around a payment, the newest first. */
export function eventsOf(sandbox: Sandbox, payment: FoundPayment): Stripe.Event[] {
  const own = [payment.session, payment.intent, payment.charge];
  const ids = new Set(
    [...own, ...payment.refunds, ...payment.disputes].flatMap((one) => (one ? [one.id] : [])),
  );
  return Object.values(sandbox.memory.events)
    .filter((event) => ids.has((event.data.object as { id?: string }).id ?? ""))
    .reverse();
}
