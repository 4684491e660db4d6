import type { Outcome } from "#app/services/payments/outcome.ts";
import type { MethodState } from "#app/services/payments/provider-saved.ts";
import { ask, chain, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { methodStateOf } from "./read-method.server.ts";

/** A saved card as Stripe holds it now. */
export async function fetchMethod(
  { stripe }: Connection,
  reference: string,
): Promise<Outcome<MethodState>> {
  const answer = await ask(() => stripe.paymentMethods.retrieve(reference));
  return chain(answer, (method) =>
    method.id === reference
      ? methodStateOf(method)
      : mismatch(`asked for ${reference}, got ${String(method.id)}`),
  );
}

/** Detaches a card; one that belongs to no customer any more is as good as detached. */
export async function detachMethod(
  connection: Connection,
  reference: string,
): Promise<Outcome<MethodState>> {
  const answer = await ask(() => connection.stripe.paymentMethods.detach(reference));
  if (answer.kind === "refused" && answer.reason === "invalid") {
    return fetchMethod(connection, reference);
  }
  return chain(answer, (method) =>
    method.id === reference
      ? methodStateOf(method)
      : mismatch(`asked to detach ${reference}, got ${String(method.id)}`),
  );
}
