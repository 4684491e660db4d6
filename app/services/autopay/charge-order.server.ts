import { z } from "zod";
import type { AttemptRow } from "#app/db/stores/attempts.server.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";
import type { ChargeOrder } from "../payments/provider-saved.ts";

/** What is stored of a charge beside the attempt's own columns. */
const storedForm = z.object({
  customer: z.string(),
  method: z.string(),
  description: z.string(),
  /** The debtor pressed a button: schedule, notice and holds were not asked. */
  asked: z.boolean(),
});
export type StoredCharge = z.output<typeof storedForm>;

export const purpose = "autopay";

export function storedCharge(attempt: AttemptRow): StoredCharge {
  return storedForm.parse(attempt.params);
}

/** The call of an attempt, the same to the letter each time. */
export function chargeOrderOf(attempt: AttemptRow): ChargeOrder {
  const { currency } = attempt;
  assert(isCurrency(currency), "an attempt has a known currency");
  const { customer, method, description } = storedCharge(attempt);
  return {
    attemptId: attempt.id as AttemptId,
    idempotencyKey: `attempt:${attempt.id}:create`,
    amountMinor: attempt.amount,
    currency,
    customer,
    method,
    description,
  };
}
