import { keepMovements, type MovementRow } from "#app/db/stores/provider-movements.server.ts";
import type { ProviderMovement } from "../payments/provider-books.ts";
import type { Runtime } from "../ports.ts";

/** A thousand pages are 100,000 movements; a run that meets more goes on with the next. */
const mostPages = 1_000;

/** Reads the provider's movements created in [from, to], a page at a time; how many were new. */
export async function readMovements(runtime: Runtime, from: number, to: number): Promise<number> {
  let fresh = 0;
  for await (const page of movementPages(runtime, { from, to, payout: null })) {
    fresh += await keepMovements(runtime.db, rowsOf(runtime, page));
  }
  return fresh;
}

/** Movements page by page; throws when the provider does not answer. */
export async function* movementPages(
  runtime: Runtime,
  asked: { readonly from: number; readonly to: number; readonly payout: string | null },
): AsyncGenerator<readonly ProviderMovement[]> {
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await runtime.payments.listBalanceTransactions({ ...asked, cursor });
    if (outcome.kind !== "ok") throw new Error(`movements not read: ${outcome.detail}`);
    yield outcome.value.movements;
    cursor = outcome.value.next;
    if (cursor === null) return;
  }
  throw new Error(`more than ${mostPages} pages of movements: choose a later --since`);
}

/** Movements as they are stored. */
export function rowsOf(
  { payments }: Runtime,
  movements: readonly ProviderMovement[],
): readonly MovementRow[] {
  return movements.map((one) => ({
    id: one.id,
    provider: payments.name,
    kind: one.kind,
    sourceRef: one.sourceRef,
    currency: one.currency,
    amount: one.amountMinor,
    fee: one.feeMinor,
    net: one.netMinor,
    paidCurrency: one.paidCurrency,
    paidAmount: one.paidMinor,
    exchangeRate: one.exchangeRate,
    occurredAt: new Date(one.occurredAt),
  }));
}
