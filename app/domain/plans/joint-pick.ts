import type { JointInput, JointOffer } from "./joint-offer.ts";
import { jointOffers } from "./joint-offers.ts";
import { answerJointProposal } from "./joint-proposal.ts";
import type { OfferPick } from "./pick.ts";

/**
 * The joint offer that a pick names, of accounts that are looked at on the pick's day; null when
 * their policies have no such offer. The accounts are named beside the pick, never in it.
 */
export function jointOfferOfPick({ on, choice }: OfferPick, input: JointInput): JointOffer | null {
  if ("ask" in choice) {
    const accounts = input.accounts.map((one) => ({ ...one, on }));
    return answerJointProposal({ ...input, accounts }, choice.ask).offer;
  }
  const { kind, terms, frequency, firstDueOn } = choice;
  const accounts = input.accounts.map((one) => ({ ...one, on, firstDueOn }));
  const isPicked = (offer: JointOffer) =>
    offer.kind === kind && offer.terms === terms && offer.frequency === frequency;
  return jointOffers({ ...input, accounts }).find(isPicked) ?? null;
}
