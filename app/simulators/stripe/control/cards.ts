import type { Stripe } from "stripe";
import { readOne } from "../api/read.ts";
import { detachMethod } from "../methods/attach.ts";
import { findCard } from "../payments/cards.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { emit } from "../webhooks/emit.ts";

/** What happens to a saved card outside of any payment. */
export interface CardControl {
  /** From now on the card behaves as this documented test card: blocked, stolen, out of money. */
  changeCard(methodId: string, number: string): Stripe.PaymentMethod;
  /** The bank sent a new card and the network tells its expiry, or a card that has expired. */
  renewCard(methodId: string, expMonth: number, expYear: number): Stripe.PaymentMethod;
  /** Taken off its customer by hand, as on Stripe's dashboard. */
  detach(methodId: string): Stripe.PaymentMethod;
}

export function cardControl(sandbox: Sandbox): CardControl {
  const method = (id: string): Stripe.PaymentMethod =>
    readOne(sandbox.memory.methods, id, "PaymentMethod");
  return {
    changeCard: (id, number) => {
      const card = findCard(number);
      if (!card) throw invalid("card", "Not one of the documented test cards.");
      sandbox.memory.cards[method(id).id] = card;
      return method(id);
    },
    renewCard: (id, expMonth, expYear) => {
      const found = method(id);
      if (!found.card) throw invalid("method", "Not a card.");
      const before = { card: structuredClone(found.card) };
      found.card.exp_month = expMonth;
      found.card.exp_year = expYear;
      emit(sandbox, "payment_method.automatically_updated", found, before);
      return found;
    },
    detach: (id) => {
      detachMethod(sandbox, method(id));
      return method(id);
    },
  };
}
