import type { Database } from "#app/db/database.server.ts";
import { insertAttempt, updateAttempt } from "#app/db/stores/attempts.server.ts";
import { appendEvent } from "#app/db/stores/events.server.ts";
import { insertPayment } from "#app/db/stores/payments.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { eventsChannel } from "#app/services/feedback/record-event.server.ts";
import type { TestRuntime } from "../support/runtime.ts";
import { attemptOf, type Payment } from "./one-payment.ts";

const day = "2026-11-19";

/**
 * What the same payment writes, with the same indexes, triggers and constraints, and nothing else:
 * no balance is worked out, no plan is looked at. pgbench is not among the programs that npm
 * ships, so its part is played by the same statements through the same driver.
 */
export async function bareStatements(
  runtime: TestRuntime,
  db: Database,
  payment: Payment,
): Promise<void> {
  const { n, accountId, debtorId, planId, portfolio, amountMinor } = payment;
  const at = new Date(runtime.clock.now());
  const { id: portfolioId, currency } = portfolio;
  const [postingId, paymentId] = [runtime.ids.next(), runtime.ids.next()];
  await db.transaction((tx) => insertAttempt(tx, attemptOf(payment, at)));
  await db.transaction(async (tx) => {
    await tx.query("select id from account where id = $1 for update", [accountId]);
    await updateAttempt(tx, n, {
      ...{ state: "succeeded", failure: null, reference: `cs_${n}`, intentRef: `pi_${n}`, at },
    });
    const event = {
      ...{ id: runtime.ids.next(), accountId, type: "payment.succeeded", version: 1 },
      ...{ occurredAt: at, data: { paymentId, amount: "1.00", currency, planId } },
    };
    const accountSeq = await appendEvent(tx, event, eventsChannel);
    const common = { accountId, portfolioId, currency, amount: amountMinor, effectiveOn: day };
    await insertPosting(
      tx,
      {
        ...{ ...common, id: postingId, kind: "payment", principal: -amountMinor, interest: 0n },
        ...{ penalty: 0n, fees: 0n, costs: 0n, credit: 0n, rule: "any", source: "stripe" },
        ...{ onceKey: `stripe:ch_${n}`, reverses: null, accountSeq, recordedAt: at },
      },
      [
        { ledgerAccount: "cash:stripe", amount: amountMinor },
        { ledgerAccount: "receivable:principal", amount: -amountMinor },
      ],
    );
    await insertPayment(tx, {
      ...{ ...common, id: paymentId, debtorId, attemptId: n, planId, source: "stripe" },
      ...{ method: "card", reference: `pi_${n}`, chargeRef: `ch_${n}`, paidAt: at, postingId },
      ...{ state: "succeeded", receiptNo: paymentId, returned: 0n },
    });
  });
}
