import { allocatePayment } from "../ledger/allocation.ts";
import { subtractComponents } from "../money/components.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { finishOffer } from "./assemble.ts";
import { orderOn } from "./frame.ts";
import type { OfferInput } from "./input.ts";
import type { Offer, ScheduleLine } from "./offer.ts";
import { noCost } from "./rate.ts";

/** Dated payments that settle today's balance; what they leave is waived with the last one. */
export interface WaivingPlan {
  readonly kind: "full" | "settlement";
  readonly payments: readonly { readonly dueOn: CalendarDate; readonly amountMinor: bigint }[];
  readonly reasons: readonly string[];
}

/**
 * An offer of today's balance, or a part of it, without further interest. The balance after a
 * payment is what is then really owed: the waiver happens only when the last payment settles
 * (domain.md §4), so only then does it fall to 0.
 */
export function waivingOffer(input: OfferInput, plan: WaivingPlan): Offer {
  const { kind, payments, reasons } = plan;
  let owed = input.balance.components;
  let balanceMinor = input.balance.totalMinor;
  const lines = payments.map(({ dueOn, amountMinor }, index): ScheduleLine => {
    const { split: components } = allocatePayment(owed, amountMinor, orderOn(input, dueOn));
    owed = subtractComponents(owed, components);
    balanceMinor -= amountMinor;
    const balanceAfterMinor = index === payments.length - 1 ? 0n : balanceMinor;
    return { n: index + 1, dueOn, movedFrom: null, amountMinor, components, balanceAfterMinor };
  });
  const parts = { kind, frequency: null, interest: "frozen", reasons } as const;
  return finishOffer(input, { ...parts, lines, interestMinor: 0n }, noCost);
}
