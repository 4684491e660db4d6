import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";

/** What a debtor asks for, in the JSON form of interfaces.md §5. */
export interface AskDocument {
  readonly amount?: string;
  readonly endOn?: string;
  readonly frequency: string;
  readonly firstDueOn?: string;
}

/** Writes an ask as a quote has it; what was not said is left out. */
export function askDocument(ask: ProposalAsk, currency: Currency): AskDocument {
  const { frequency, firstDueOn } = ask;
  const first = firstDueOn === null ? {} : { firstDueOn };
  if ("endOn" in ask) return { endOn: ask.endOn, frequency, ...first };
  return { amount: formatAmount(ask.amountMinor, currency), frequency, ...first };
}

/** Whether two asks are the same; stored JSON comes back with its keys in another order. */
export function isSameAsk(one: AskDocument, other: AskDocument): boolean {
  const keys = Object.keys(other) as (keyof AskDocument)[];
  return Object.keys(one).length === keys.length && keys.every((key) => one[key] === other[key]);
}
