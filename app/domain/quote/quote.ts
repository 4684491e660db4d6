import { balanceOn } from "../ledger/balance.ts";
import type { Currency } from "../money/currency.ts";
import { weekendCalendar } from "../plans/calendar.ts";
import { computeOffers } from "../plans/offers.ts";
import { answerProposal } from "../plans/proposal.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { DocumentFault } from "../primitives/reader.ts";
import { ok, type Result } from "../primitives/result.ts";
import { type BalanceDocument, balanceDocument } from "./balance-document.ts";
import {
  type OfferDocument,
  offerDocument,
  type ProposalDocument,
  proposalDocument,
} from "./offer-document.ts";
import { type QuoteRequest, readQuote } from "./read-quote.ts";

/** The answer of interfaces.md §5; `proposal` is null when none was asked. */
export interface QuoteAnswer {
  readonly on: CalendarDate;
  readonly currency: Currency;
  readonly balance: BalanceDocument;
  readonly offers: readonly OfferDocument[];
  readonly proposal: ProposalDocument | null;
}

export type QuoteFault = DocumentFault;

/**
 * Balance, offers and the answer to a proposal for a document of interfaces.md §5, or its first
 * fault. Pure: the document is all there is. Working days are Monday to Friday, since a document
 * carries no holiday calendar.
 */
export function quote(document: unknown): Result<QuoteAnswer, QuoteFault> {
  const request = readQuote(document);
  return request.ok ? ok(answer(request.value)) : request;
}

function answer({ on, account, policy, firstDueOn, statement, proposal }: QuoteRequest) {
  const { currency } = account;
  const balance = balanceOn(account, policy, on);
  const calendar = weekendCalendar;
  const input = { account, balance, policy, on, firstDueOn, statement, calendar };
  return {
    on,
    currency,
    balance: balanceDocument(balance, currency),
    offers: computeOffers(input).map((offer) => offerDocument(offer, currency)),
    proposal: proposal && proposalDocument(answerProposal(input, proposal), currency),
  };
}
