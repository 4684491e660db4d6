import type { EventData } from "#app/domain/feedback/event-data.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";

type Proposed = EventData<"plan.proposed">;

/** What `plan.proposed` carries: when a proposal is made, and whenever its answer changes. */
export function proposedData(
  { id, debtorRef, ask }: { id: string; debtorRef: string; ask: ProposalAsk },
  currency: Currency,
  answered: Pick<Proposed, "answer" | "reasons">,
): Proposed {
  return {
    proposalId: id,
    debtorRef,
    ...answered,
    amount: "amountMinor" in ask ? formatAmount(ask.amountMinor, currency) : null,
    currency,
    frequency: ask.frequency,
    firstDueOn: ask.firstDueOn,
    endOn: "endOn" in ask ? ask.endOn : null,
  };
}
