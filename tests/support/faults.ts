import { test } from "vitest";

/**
 * Every fault that a payment may meet, by name (the list of the payments design, part 5). A test
 * takes its name from here; tests/tidy proves that each name has its test, and prints how many.
 */
export const faults = {
  request: [
    "double click",
    "two tabs",
    "reset before commit",
    "reset after commit",
    "hang",
    "500 replay",
    "409",
    "429",
    "401",
    "HTML body",
    "empty body",
    "JSON without error",
    "same key other parameters",
    "key older than 24 h",
    "crash between call and tx 2",
    "too small amount",
    "fractional amount",
  ],
  webhook: [
    "duplicate in turn",
    "duplicate at once",
    "two events of one payment at once",
    "before the reference is saved",
    "before the return page",
    "during the return page",
    "after the return page",
    "never",
    "late failure after success",
    "reversed order",
    "bad signature",
    "old signature",
    "missing signature",
    "rotated signature",
    "re-serialised body",
    "wrong livemode",
    "wrong account",
    "old api_version",
    "thin event",
    "unknown object",
    "unknown type",
    "handler crash",
    "database down",
    "poison event",
    "three days' outage and catch-up",
    "event never generated",
  ],
  payment: [
    "decline then success in one session",
    "3-D Secure abandoned",
    "3-D Secure failed",
    "expiry against payment",
    "amount changed mid-session",
    "paid amount differs",
    "paid currency differs",
    "forged session id",
    "foreign session id",
    "QR page closed",
    "asynchronous failure",
    "CSP",
    "two attempts both succeed",
  ],
  autopay: [
    "authentication_required",
    "insufficient funds",
    "stolen card",
    "expired card",
    "card detached",
    "consent withdrawn between claim and charge",
    "plan cancelled between claim and charge",
    "manual payment in the same minute",
    "two workers",
    "clock change",
    "month end",
    "unknown outcome",
  ],
  after: [
    "partial refund",
    "over-refund",
    "concurrent refunds",
    "refund pending then failed",
    "dashboard refund",
    "dispute won",
    "dispute lost",
    "inquiry",
    "dispute amount differs from charge",
    "dispute on a partly refunded charge",
    "refund during a dispute",
    "orphan balance transaction",
    "ledger entry without a provider record",
    "other settlement currency",
  ],
} as const;

/** One fault's name, as `request: double click`. */
export type Fault = {
  [Kind in keyof typeof faults]: `${Kind}: ${(typeof faults)[Kind][number]}`;
}[keyof typeof faults];

/** A test that injects the named fault; `outcome` says in words what must be true afterwards. */
export function fault(name: Fault, outcome: string, run: () => Promise<void>): void {
  test(`${name}: ${outcome}`, run);
}
