import type { AttemptRow } from "#app/db/stores/attempts.server.ts";
import { isUnsettled } from "#app/domain/payments/attempt.ts";
import type { Runtime } from "../ports.ts";
import { settleFound } from "./settle-found.server.ts";

/**
 * Closes the page of an attempt, so that another may begin. `closed`: it ended without money.
 * `paid-or-unsure`: it was paid, is being paid, or nobody can say: nothing new may begin.
 */
export async function closePage(
  runtime: Runtime,
  attempt: AttemptRow,
): Promise<"closed" | "paid-or-unsure"> {
  if (attempt.reference === null) return "paid-or-unsure";
  const outcome = await runtime.payments.cancelPayment({
    reference: attempt.reference,
    idempotencyKey: `attempt:${attempt.id}:expire`,
  });
  if (outcome.kind !== "ok") {
    const { kind, reason, detail } = outcome;
    runtime.log.warn({ attemptId: attempt.id, kind, reason, detail }, "page not closed");
    return "paid-or-unsure";
  }
  const { state } = await settleFound(runtime, attempt.id, outcome.value);
  return isUnsettled(state) || state === "succeeded" ? "paid-or-unsure" : "closed";
}
