import type { Stripe } from "stripe";
import { passChallenge, refuseChallenge } from "../payments/challenge.ts";
import { sessionOf } from "../payments/complete-session.ts";
import type { Sandbox } from "../sandbox.ts";
import { sessionOfSetup } from "../setups/complete-setup-session.ts";
import { passSetup, refuseSetup } from "../setups/confirm-setup.ts";

/** What a bank or a wallet asks the payer: of a payment, or of a card to be saved. */
export interface Question {
  asks: "payment" | "setup";
  /** Still waiting for the answer. */
  open: boolean;
  /** Absent when the payment was not made on a page of ours. */
  session: Stripe.Checkout.Session | null;
  amount: number | null;
  currency: string | null;
  description: string | null;
  /** Where a payer without a session goes on; null: nowhere. */
  returnUrl: string | null;
  pass(later: boolean): void;
  refuse(): void;
}

/** The question behind the id of a payment intent or a setup intent. */
export function questionOf(sandbox: Sandbox, id: string): Question | null {
  const { intents, setups } = sandbox.memory;
  const [intent, setup] = [intents[id], setups[id]];
  if (intent) {
    const { status, amount, currency, description, next_action } = intent;
    return {
      asks: "payment",
      open: status === "requires_action",
      session: sessionOf(sandbox, intent),
      ...{ amount, currency, description },
      returnUrl: next_action?.redirect_to_url?.return_url ?? null,
      pass: (later) => passChallenge(sandbox, intent, later),
      refuse: () => refuseChallenge(sandbox, intent),
    };
  }
  if (!setup) return null;
  const { status, description, next_action } = setup;
  return {
    asks: "setup",
    open: status === "requires_action",
    session: sessionOfSetup(sandbox, setup),
    ...{ amount: null, currency: null, description },
    returnUrl: next_action?.redirect_to_url?.return_url ?? null,
    pass: () => passSetup(sandbox, setup),
    refuse: () => refuseSetup(sandbox, setup),
  };
}
