import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { type AttemptRow, lockAttempt, updateAttempt } from "#app/db/stores/attempts.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { applyProviderFact, isUnsettled } from "#app/domain/payments/attempt.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { storedCharge } from "./charge-order.server.ts";
import { followCharge } from "./follow-charge.server.ts";

/**
 * Takes in that the provider will not make a charge as it was asked for: a card that it no longer
 * has, or one that it cannot use here. That is asked of the card itself, not read in the refusal.
 */
export async function refuseCharge(
  runtime: Runtime,
  attempt: AttemptRow,
  reason: string,
): Promise<void> {
  const { method } = storedCharge(attempt);
  const card = await runtime.payments.fetchMethod(method);
  const gone =
    (card.kind === "ok" && card.value.customer === null) ||
    (card.kind === "refused" && card.reason === "not-found");
  const code = gone ? "method_gone" : reason;
  await runtime.db.transaction(async (tx) => {
    await lockAccount(tx, attempt.accountId);
    const now = await lockAttempt(tx, attempt.id);
    if (now === null || !isUnsettled(now.state)) return;
    await updateAttempt(tx, attempt.id, {
      state: applyProviderFact(now.state, "failed"),
      failure: "not-supported",
      reference: null,
      intentRef: null,
      at: new Date(runtime.clock.now()),
    });
    const { currency } = now;
    assert(isCurrency(currency), "an attempt has a known currency");
    await recordEvent(runtime, tx, {
      accountId: now.accountId,
      type: "payment.failed",
      data: {
        attemptId: now.id,
        amount: formatAmount(now.amount, currency),
        currency,
        reason: "not-supported",
      },
    });
    await followCharge(runtime, tx, now, { state: "failed", code });
  });
}
