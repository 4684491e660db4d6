import { formatAmount } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import type { Offer, ProposalAnswer, ScheduleLine } from "../plans/offer.ts";
import { componentsDocument } from "./balance-document.ts";

/** The JSON form of an offer (interfaces.md §5). */
export function offerDocument(offer: Offer, currency: Currency) {
  const amount = (minor: bigint) => formatAmount(minor, currency);
  const { totals, affordability } = offer;
  return {
    kind: offer.kind,
    terms: offer.terms,
    frequency: offer.frequency,
    interest: offer.interest,
    schedule: offer.schedule.map((line) => scheduleDocument(line, currency)),
    totals: {
      toPay: amount(totals.toPayMinor),
      interest: amount(totals.interestMinor),
      fees: amount(totals.feesMinor),
      waived: amount(totals.waivedMinor),
      overToday: amount(totals.overTodayMinor),
    },
    annualRate: offer.annualRate,
    annualRateCompound: offer.annualRateCompound,
    firstDueOn: offer.firstDueOn,
    lastDueOn: offer.lastDueOn,
    validUntil: offer.validUntil,
    reasons: offer.reasons,
    affordability: affordability && {
      left: amount(affordability.leftMinor),
      share: affordability.share,
      warning: affordability.warning,
    },
  };
}

export type OfferDocument = ReturnType<typeof offerDocument>;

/** The JSON form of the answer to a proposal; only an accepted one has an `offer`. */
export function proposalDocument(answer: ProposalAnswer, currency: Currency) {
  const { offer } = answer;
  return {
    answer: answer.answer,
    reasons: answer.reasons,
    ...(offer === null ? {} : { offer: offerDocument(offer, currency) }),
    nearest: answer.nearest.map((near) => offerDocument(near, currency)),
  };
}

export type ProposalDocument = ReturnType<typeof proposalDocument>;

function scheduleDocument(line: ScheduleLine, currency: Currency) {
  const { n, dueOn, movedFrom, amountMinor, components, balanceAfterMinor } = line;
  return {
    n,
    dueOn,
    ...(movedFrom === null ? {} : { movedFrom }),
    amount: formatAmount(amountMinor, currency),
    components: componentsDocument(components, currency),
    balanceAfter: formatAmount(balanceAfterMinor, currency),
  };
}
