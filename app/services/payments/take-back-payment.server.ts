import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { Result } from "#app/domain/primitives/result.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import {
  type PaymentReversal,
  type ReversalFault,
  type ReversedPayment,
  reversePayment,
} from "./reverse-payment.server.ts";

/** Takes a payment back in a transaction of its own, and notes who did. */
export async function takeBackPayment(
  runtime: Runtime,
  actor: Actor,
  reversal: PaymentReversal,
): Promise<Result<ReversedPayment, ReversalFault>> {
  return runtime.db.transaction(async (tx) => {
    const done = await reversePayment(runtime, tx, actor, reversal);
    if (!done.ok) return done;
    const { payment } = done.value;
    await appendAudit(tx, {
      portfolioId: payment.portfolioId,
      actor: actorName(actor),
      action: "payment.reversed",
      subject: `account:${payment.accountId}`,
      detail: { paymentId: payment.id, reason: reversal.reason },
      at: new Date(runtime.clock.now()),
    });
    return done;
  });
}
