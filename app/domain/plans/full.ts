import { addDays, type CalendarDate } from "../primitives/date.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import { multiply, rational, round } from "../primitives/rational.ts";
import type { OfferInput } from "./input.ts";
import type { Offer } from "./offer.ts";
import { waivingOffer } from "./waiving.ts";

/**
 * Today's balance in one payment, less the discount for prompt payment, by
 * `on + payWithinDays` or on an earlier date that was asked for. Null: not in the policy.
 */
export function fullOffer(input: OfferInput, askedOn?: CalendarDate): Offer | null {
  const { policy, on, balance } = input;
  if (policy.full === null) return null;
  const { discount, payWithinDays } = policy.full;
  const dueOn = askedOn ?? addDays(on, payWithinDays);
  const exactMinor = multiply(rational(balance.totalMinor), discount);
  const discountMinor = round(exactMinor, policy.rounding);
  const amountMinor = balance.totalMinor - discountMinor;
  if (amountMinor <= 0n) return null;
  const isDiscounted = discountMinor > 0n;
  const reason = isDiscounted ? `prompt-payment:${plainDecimal(discount)}` : "whole-balance";
  return waivingOffer(input, {
    kind: "full",
    payments: [{ dueOn, amountMinor }],
    reasons: [reason],
  });
}
