import { type Frequency, frequencies } from "../policy/policy.ts";
import { type CalendarDate, parseDate } from "../primitives/date.ts";
import type { OfferInput } from "./input.ts";
import type { Offer, OfferKind, ProposalAsk, ScheduleLine } from "./offer.ts";
import { computeOffers } from "./offers.ts";
import { answerProposal } from "./proposal.ts";

/**
 * What a debtor picked, by name: never its figures. The offer is computed from it again when it is
 * shown and when it is signed, so an address or a form that was changed makes no other offer.
 */
export interface OfferPick {
  /** The day whose balance the offer is made from. */
  readonly on: CalendarDate;
  readonly choice: KindChoice | { readonly ask: ProposalAsk };
}

export interface KindChoice {
  readonly kind: OfferKind;
  readonly terms: number;
  readonly frequency: Frequency | null;
  /** The wished first due date; null: the policy's first day. */
  readonly firstDueOn: CalendarDate | null;
}

const kinds: readonly OfferKind[] = ["full", "settlement", "instalments", "deferment"];
const absent = "any";

/** The pick of a computed offer; `firstDueOn` is the wish that it was computed with. */
export function pickOf(offer: Offer, input: Pick<OfferInput, "on" | "firstDueOn">): OfferPick {
  const { kind, terms, frequency } = offer;
  return { on: input.on, choice: { kind, terms, frequency, firstDueOn: input.firstDueOn } };
}

/**
 * The pick of a plan that answers a proposal: the ask that it is accepted for. A down payment
 * makes only the first instalment larger, so the second one is what was asked.
 */
export function askPickOf(offer: Offer, on: CalendarDate, frequency: Frequency): OfferPick {
  const [first, second, third] = offer.schedule as readonly [ScheduleLine, ...ScheduleLine[]];
  const amountMinor = third && second ? second.amountMinor : first.amountMinor;
  const firstDueOn = first.movedFrom ?? first.dueOn;
  return {
    on,
    choice: { ask: { amountMinor, frequency: offer.frequency ?? frequency, firstDueOn } },
  };
}

/** A pick as an address carries it: `2026-11-21.instalments.24.monthly.2026-12-21`. */
export function pickText({ on, choice }: OfferPick): string {
  if (!("ask" in choice)) {
    const { kind, terms, frequency, firstDueOn } = choice;
    return [on, kind, terms, frequency ?? absent, firstDueOn ?? absent].join(".");
  }
  const { ask } = choice;
  const what = "endOn" in ask ? ["until", ask.endOn] : ["amount", ask.amountMinor];
  return [on, ...what, ask.frequency, ask.firstDueOn ?? absent].join(".");
}

/** Reads a pick; null for what is none. */
export function readPick(text: string): OfferPick | null {
  const parts = text.split(".");
  const [day = "", what = "", size = "", rhythm = "", first = ""] = parts;
  const on = parseDate(day);
  const frequency = frequencies.find((known) => known === rhythm) ?? null;
  const firstDueOn = parseDate(first);
  if (parts.length !== 5 || on === null) return null;
  if ((frequency === null && rhythm !== absent) || (firstDueOn === null && first !== absent)) {
    return null;
  }
  const choice = readChoice(what, size, frequency, firstDueOn);
  return choice === null ? null : { on, choice };
}

function readChoice(
  what: string,
  size: string,
  frequency: Frequency | null,
  firstDueOn: CalendarDate | null,
): OfferPick["choice"] | null {
  const kind = kinds.find((known) => known === what);
  const digits = /^[1-9]\d{0,14}$/.test(size);
  if (kind !== undefined) {
    return digits ? { kind, terms: Number(size), frequency, firstDueOn } : null;
  }
  if (frequency === null) return null;
  const endOn = what === "until" ? parseDate(size) : null;
  if (endOn !== null) return { ask: { endOn, frequency, firstDueOn } };
  if (what !== "amount" || !digits || firstDueOn === null) return null;
  return { ask: { amountMinor: BigInt(size), frequency, firstDueOn } };
}

/** The offer that a pick names, or null when the policy has no such offer on that day. */
export function offerOfPick({ on, choice }: OfferPick, input: OfferInput): Offer | null {
  if ("ask" in choice) return answerProposal({ ...input, on }, choice.ask).offer;
  const { kind, terms, frequency, firstDueOn } = choice;
  const offers = computeOffers({ ...input, on, firstDueOn });
  const isPicked = (offer: Offer) =>
    offer.kind === kind && offer.terms === terms && offer.frequency === frequency;
  return offers.find(isPicked) ?? null;
}
