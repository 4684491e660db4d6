import type { Tx } from "#app/db/database.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { listPayments } from "#app/db/stores/payments.server.ts";
import { resplits } from "#app/domain/ledger/resplit.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { postResplit } from "./post-resplit.server.ts";

/**
 * Splits the payments anew that met interest which a backdated hold has taken away, under the
 * account's lock: what they met of it lowers the rest of the debt, then is the debtor's credit, and
 * may go back as such. `before` and `after` are the account without and with the hold and what it
 * gave back. A payment of which something went back already keeps its split.
 */
export async function resplitPayments(
  runtime: Runtime,
  tx: Tx,
  before: LoadedAccount,
  after: LoadedAccount,
  hold: HoldRow,
): Promise<void> {
  const { policy } = after.portfolio;
  const changed = resplits(before.state, after.state, policy, after.today);
  if (changed.length === 0) return;
  const payments = await listPayments(tx, after.row.id);
  for (const resplit of changed) {
    const payment = payments.find(({ postingId }) => postingId === resplit.reference);
    if (payment === undefined || payment.state === "reversed" || payment.returned > 0n) continue;
    const why = { causeId: hold.id, reason: `hold:${hold.id}` };
    await postResplit(runtime, tx, after, payment, resplit, why);
  }
}
