import { stoppedBy } from "../holds/in-force.ts";
import { defermentOffer } from "./deferment.ts";
import { fullOffer } from "./full.ts";
import { changesAreUsed, type OfferInput } from "./input.ts";
import { instalmentOffers } from "./instalments.ts";
import type { Offer } from "./offer.ts";
import { settlementOffer } from "./settlement.ts";

/**
 * Every way to pay that the policy has for this account on this date (domain.md §4): full,
 * settlement, instalments by ascending terms, deferment. None when nothing is owed, while a hold
 * stops offers, or when a plan would be changed once more than the policy allows.
 */
export function computeOffers(input: OfferInput): readonly Offer[] {
  if (input.balance.totalMinor <= 0n) return [];
  if (stoppedBy(input.account.holds, "offers", input.on) !== null) return [];
  if (changesAreUsed(input)) return [];
  const offers = [
    fullOffer(input),
    settlementOffer(input),
    ...instalmentOffers(input),
    defermentOffer(input),
  ];
  return offers.filter((offer) => offer !== null);
}
