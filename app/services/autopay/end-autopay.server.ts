import type { Tx } from "#app/db/database.server.ts";
import {
  type AutopayRow,
  findAutopayOfPlan,
  setAutopayState,
} from "#app/db/stores/autopays.server.ts";
import { type WithdrawalReason, withdrawMandate } from "#app/db/stores/mandates.server.ts";
import type { Runtime } from "../ports.ts";
import { recordAutopayChange } from "./record-change.server.ts";

/**
 * Ends what charges a plan, in the caller's transaction under the account's lock: for plans that
 * are completed, broken, cancelled or replaced. Nothing happens where there is none.
 */
export async function endAutopay(
  runtime: Runtime,
  tx: Tx,
  planId: string,
  reason: WithdrawalReason = "plan-ended",
): Promise<void> {
  const autopay = await findAutopayOfPlan(tx, planId);
  if (autopay !== null) await endThis(runtime, tx, autopay, reason, "system");
}

/** Ends one, withdraws its mandate and tells the collector; false when it was off before. */
export async function endThis(
  runtime: Runtime,
  tx: Tx,
  autopay: AutopayRow,
  reason: WithdrawalReason,
  by: string,
): Promise<boolean> {
  const at = new Date(runtime.clock.now());
  if (!(await setAutopayState(tx, autopay.id, { state: "off", reason, at }))) return false;
  const { mandateId, portfolioId } = autopay;
  await withdrawMandate(tx, { mandateId, portfolioId, reason, by, at });
  const { id: autopayId, accountId, planId, debtorId } = autopay;
  const which = { autopayId, accountId, planId, debtorId, mandateId };
  await recordAutopayChange(runtime, tx, { ...which, state: "off", reason });
  return true;
}
