import type { Currency } from "../money/currency.ts";
import type { AttemptId } from "../primitives/ids.ts";
import { err, ok, type Result } from "../primitives/result.ts";

/** What was asked for when the attempt was made. */
export interface ExpectedMoney {
  readonly attemptId: AttemptId;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly livemode: boolean;
}

/** What the provider says was paid; `attemptId` is what its metadata carries. */
export interface FoundMoney {
  readonly attemptId: string | null;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly livemode: boolean;
}

export type SuspenseReason =
  | "amount-differs"
  | "currency-differs"
  | "livemode-differs"
  | "attempt-differs";

/**
 * Whether money may be booked to the account (payments.md §3). Otherwise it goes to suspense and
 * a break is raised with every reason found.
 */
export function checkSettlement(
  expected: ExpectedMoney,
  found: FoundMoney,
): Result<null, readonly SuspenseReason[]> {
  const reasons: SuspenseReason[] = [];
  if (found.amountMinor !== expected.amountMinor) reasons.push("amount-differs");
  if (found.currency !== expected.currency) reasons.push("currency-differs");
  if (found.livemode !== expected.livemode) reasons.push("livemode-differs");
  if (found.attemptId !== expected.attemptId) reasons.push("attempt-differs");
  return reasons.length === 0 ? ok(null) : err(reasons);
}
