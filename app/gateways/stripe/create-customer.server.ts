import type { Outcome } from "#app/services/payments/outcome.ts";
import type { NewCustomer } from "#app/services/payments/provider-saved.ts";
import { ask, chain, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";

/** Metadata of a customer: our own id, and nothing about the person. */
export const debtorField = "evenkeel_debtor";

/** Makes the customer that saved cards belong to. */
export async function createCustomer(
  { stripe, livemode }: Connection,
  { debtorId, idempotencyKey }: NewCustomer,
): Promise<Outcome<{ readonly reference: string }>> {
  const answer = await ask(() =>
    stripe.customers.create({ metadata: { [debtorField]: debtorId } }, { idempotencyKey }),
  );
  return chain(answer, (customer): Outcome<{ readonly reference: string }> => {
    const right =
      customer.object === "customer" &&
      customer.id?.startsWith("cus_") &&
      customer.livemode === livemode &&
      customer.metadata?.[debtorField] === debtorId;
    if (!right) return mismatch(`not the customer that was asked for: ${String(customer.id)}`);
    return { kind: "ok", value: { reference: customer.id } };
  });
}
