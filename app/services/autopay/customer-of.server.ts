import { findCustomer, keepCustomer } from "#app/db/stores/saved-methods.server.ts";
import type { DebtorId } from "#app/domain/primitives/ids.ts";
import type { Runtime } from "../ports.ts";

/** The provider's name for a debtor, made when it is first needed; null: no answer now. */
export async function customerOf(
  runtime: Runtime,
  debtor: { readonly id: string; readonly portfolioId: string },
): Promise<string | null> {
  const { name: provider } = runtime.payments;
  const known = await findCustomer(runtime.db, debtor.id, provider);
  if (known !== null) return known;
  const made = await runtime.payments.createCustomer({
    debtorId: debtor.id as DebtorId,
    idempotencyKey: `customer:${debtor.id}`,
  });
  if (made.kind !== "ok") {
    const { kind, reason, detail } = made;
    runtime.log.warn({ debtorId: debtor.id, kind, reason, detail }, "customer not made");
    return null;
  }
  const { reference } = made.value;
  const { id: debtorId, portfolioId } = debtor;
  const at = new Date(runtime.clock.now());
  await keepCustomer(runtime.db, { debtorId, portfolioId, provider, reference, at });
  return findCustomer(runtime.db, debtorId, provider);
}
