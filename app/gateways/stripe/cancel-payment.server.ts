import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentState } from "#app/services/payments/payment-state.ts";
import type { PaymentCancel } from "#app/services/payments/provider.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { fetchPayment } from "./fetch-payment.server.ts";
import { sessionExpansion, stateOfSession } from "./read-state.server.ts";

/** Expires the session. One that is paid or over cannot be expired: its state is the answer. */
export async function cancelPayment(
  connection: Connection,
  { reference, idempotencyKey }: PaymentCancel,
): Promise<Outcome<PaymentState>> {
  const answer = await ask(() =>
    connection.stripe.checkout.sessions.expire(
      reference,
      { expand: sessionExpansion },
      { idempotencyKey },
    ),
  );
  if (answer.kind === "refused" && answer.reason === "invalid") {
    return fetchPayment(connection, reference);
  }
  if (answer.kind !== "ok") return answer;
  const { id } = answer.value;
  if (id !== reference) return mismatch(`asked to expire ${reference}, got ${String(id)}`);
  return stateOfSession(answer.value);
}
