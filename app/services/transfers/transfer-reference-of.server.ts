import { findTransferReference, insertTransferReference } from "#app/db/stores/transfers.server.ts";
import {
  isTransferReference,
  type TransferReference,
  transferReference,
} from "#app/domain/payments/transfer-reference.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Runtime } from "../ports.ts";

/**
 * The reference that money for an account is sent with: made at the first question, and the same
 * for ever. Its digits are random and say nothing of the account's own reference.
 */
export async function transferReferenceOf(
  runtime: Runtime,
  account: { readonly id: string; readonly portfolioId: string },
): Promise<TransferReference> {
  for (let turn = 0; turn < 5; turn += 1) {
    const known = await findTransferReference(runtime.db, account.id);
    if (known !== null) {
      assert(isTransferReference(known), "a stored reference holds");
      return known;
    }
    await insertTransferReference(runtime.db, {
      reference: transferReference(runtime.ids.code() + runtime.ids.code()),
      portfolioId: account.portfolioId,
      accountId: account.id,
      at: new Date(runtime.clock.now()),
    });
  }
  throw new Error("no free reference in five tries out of 10^12");
}
