/** Kinds of differences that have words of their own, as text keys. */
const known = [
  "payment-amount-differs",
  "payment-currency-differs",
  "payment-livemode-differs",
  "payment-attempt-differs",
  "payment-paid-twice",
  "payment-unknown-to-provider",
  "payment-unreadable",
  "provider-unmatched",
  "provider-event-fails",
  "provider-orphan",
  "provider-amount-differs",
  "provider-currency-differs",
  "provider-not-known",
  "ledger-no-provider-record",
  "payout-sum-differs",
  "payout-currency-differs",
  "transfer-unmatched",
  "transfer-near",
  "transfer-other-currency",
  "transfer-not-open",
  "refund-currency-differs",
  "refund-differs",
  "refund-beyond-payment",
  "chargeback-currency-differs",
  "chargeback-beyond-payment",
  "plan-not-reopened",
  "plan-not-cured",
  "plan-waiver-short",
] as const;

export type BreakKindKey = (typeof known)[number] | "snapshot" | "other";

/** The text key of a stored kind such as "payment:amount-differs". */
export function breakKindKey(kind: string): BreakKindKey {
  if (kind.startsWith("snapshot:")) return "snapshot";
  const key = kind.replace(":", "-");
  return known.find((one) => one === key) ?? "other";
}
