import { listDisputesOf } from "#app/db/stores/dispute-cases.server.ts";
import { listRefundsOf, type RefundRow } from "#app/db/stores/refunds.server.ts";
import type { DisputeState } from "#app/domain/payments/dispute.ts";
import type { RefundState } from "#app/domain/payments/refund.ts";
import type { Runtime } from "../ports.ts";

const refundWords = {
  "waiting-approval": "refund-coming",
  requested: "refund-coming",
  pending: "refund-arriving",
  succeeded: "refunded",
  failed: "refund-failed",
  refused: null,
} as const satisfies Record<RefundState, string | null>;

/** An inquiry that came to nothing is nothing to tell. */
const disputeWords = {
  inquiry: "bank-asks",
  open: "bank-took",
  lost: "bank-took",
  won: "bank-gave-back",
  closed: null,
} as const satisfies Record<DisputeState, string | null>;

/** What of a payment went back, or is about to, in words that the debtor reads; oldest first. */
export async function wentBack({ db }: Runtime, paymentId: string) {
  const refunds = await listRefundsOf(db, paymentId);
  const disputes = await listDisputesOf(db, paymentId);
  const told = [
    ...refunds.map((one) => ({ ...one, what: refundWord(one), when: one.requestedAt })),
    ...disputes.map((one) => ({
      ...one,
      what: disputeWords[one.state],
      when: one.openedAt,
      // What the payment did not hold is no concern of whoever paid.
      amount: one.amount - one.beyond,
    })),
  ];
  return told
    .flatMap(({ id, what, amount, when }) =>
      what === null ? [] : [{ id, what, amountMinor: amount, at: when.getTime() }],
    )
    .sort((a, b) => a.at - b.at);
}

/** Credit that moved to another account of the debtor was paid back to nobody. */
function refundWord({ state, creditOnly, reason }: RefundRow) {
  const moved = creditOnly && reason === "wrong-account";
  return moved ? ("moved" as const) : refundWords[state];
}
