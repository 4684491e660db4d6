import type { Tx } from "#app/db/database.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { liftCharges } from "../holds/lift-charges.server.ts";
import { resplitPayments } from "../holds/resplit-payments.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Makes an account what it would be had a payment been known on its own day, under the account's
 * lock, once it is booked (decision 28): money that was booked before it and came after it met debt
 * that was paid already, and a plan may have charged when nothing was owed. `before` is the account
 * without it.
 */
export async function makeUpLate(
  runtime: Runtime,
  tx: Tx,
  before: LoadedAccount,
  { id, postingId, effectiveOn }: PaymentRow,
): Promise<void> {
  if (!before.postings.some((posting) => posting.effectiveOn > effectiveOn)) return;
  const cause = { causeId: postingId, reason: `payment:${id}` };
  await liftCharges(runtime, tx, before, calendarDate(effectiveOn), cause);
  const after = await loadAccount(runtime, tx, before.row);
  await resplitPayments(runtime, tx, before, after, cause);
}
