import type { Tx } from "#app/db/database.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { creditHeldCharges } from "./credit-held-charges.server.ts";
import { creditHeldInterest } from "./credit-held-interest.server.ts";
import { liftCharges } from "./lift-charges.server.ts";
import { resplitPayments } from "./resplit-payments.server.ts";

/**
 * Makes an account what it would be had a hold been known from its first day (domain.md §2), under
 * the account's lock, once the hold is written; `before` is the account without it. Interest since
 * the snapshot is replayed and needs no posting; what the snapshot and what plans had charged is
 * reversed, and payments that met any of it are split anew. `charge` posts what else the change of
 * the past brings, before they are. Answers what was reversed, minor units.
 */
export async function giveBackHeld(
  runtime: Runtime,
  tx: Tx,
  before: LoadedAccount,
  hold: HoldRow,
  charge: () => Promise<void> = async () => undefined,
): Promise<bigint> {
  if (!hold.effects.includes("interest") || hold.fromOn >= before.today) {
    await charge();
    return 0n;
  }
  const ofSnapshotMinor = await creditHeldInterest(runtime, tx, before, hold);
  const ofPlansMinor = await creditHeldCharges(runtime, tx, before, hold);
  await charge();
  const cause = { causeId: hold.id, reason: `hold:${hold.id}` };
  await liftCharges(runtime, tx, before, calendarDate(hold.fromOn), cause);
  const after = await loadAccount(runtime, tx, before.row);
  await resplitPayments(runtime, tx, before, after, cause);
  return ofSnapshotMinor + ofPlansMinor;
}
