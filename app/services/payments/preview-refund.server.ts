import { findPayment } from "#app/db/stores/payments.server.ts";
import type { Entry, Posting } from "#app/domain/ledger/posting.ts";
import { returnPosting } from "#app/domain/ledger/postings.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { checkRefund, needsSecondPerson } from "#app/domain/payments/refund.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { paymentHeld } from "./payment-held.server.ts";
import type { TypedRefundFault } from "./refund-by-text.server.ts";
import { refundable } from "./refundable.server.ts";

/** What a refund would do to the books, before anybody presses. */
export interface RefundPreview {
  readonly entries: readonly Entry[];
  /** A second person decides. */
  readonly waits: boolean;
}

/** The entries that a refund of this amount (major units) would make now; nothing is written. */
export async function previewRefund(
  runtime: Runtime,
  actor: StaffActor,
  paymentId: string,
  amount: string,
): Promise<Result<RefundPreview, TypedRefundFault>> {
  return runtime.db.transaction(async (tx) => {
    const payment = isUuid(paymentId) ? await findPayment(tx, paymentId) : null;
    if (payment === null || !actor.portfolioIds.includes(payment.portfolioId)) {
      return err("not-found");
    }
    assert(isCurrency(payment.currency), "a payment has a known currency");
    const minor = parseAmount(amount.trim(), payment.currency);
    if (typeof minor !== "bigint") return err(faults[minor]);
    const standing = await refundable(tx, payment, false);
    const check = checkRefund(standing, minor);
    if (!check.ok) return check;
    const back = giveBack(minor, await paymentHeld(tx, payment));
    const { policy } = await loadPortfolio(tx, payment.portfolioId);
    const on = calendarDate(payment.effectiveOn);
    const till = payment.source === "stripe" ? "stripe" : "elsewhere";
    const posting: Posting = returnPosting("refund", { on, reference: null }, till, back);
    const limit = policy.refundApprovalAboveMinor ?? 0n;
    return ok({ entries: posting.entries, waits: needsSecondPerson(standing, minor, limit) });
  });
}

const faults = {
  "not-an-amount": "not-an-amount",
  "too-fine": "amount-too-fine",
  "too-large": "amount-too-large",
} as const;
