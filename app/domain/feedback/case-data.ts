import type { CaseGround, CaseOutcome } from "../disputes/case.ts";
import type { Currency } from "../money/currency.ts";

/** A dispute or a complaint; what the debtor wrote stays with the portal. */
interface CaseData {
  readonly caseId: string;
  readonly debtorRef: string;
  readonly ground: CaseGround;
  /** 1; each time the debtor reopens it, one more. */
  readonly round: number;
}

/** Moments in RFC 3339, UTC. */
export interface CaseOpenedData extends CaseData {
  readonly openedAt: string;
  readonly answerBy: string;
  /** Who raised it: the debtor here, or staff for a debtor who phoned. */
  readonly source: "debtor" | "staff";
  /** The hold that it set; null: none. */
  readonly holdId: string | null;
}

export interface CaseResolvedData extends CaseData {
  readonly outcome: CaseOutcome | "withdrawn";
  readonly resolvedAt: string;
  /** Major units, taken off the balance: an `adjustment.posted` of its own says the same. */
  readonly amount: string | null;
  readonly currency: Currency;
  readonly postingId: string | null;
  readonly holdEnded: boolean;
}
