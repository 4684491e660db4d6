import type { Tx } from "#app/db/database.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

export interface AutopayChange {
  readonly autopayId: string;
  readonly accountId: string;
  readonly planId: string;
  readonly debtorId: string;
  readonly mandateId: string;
  readonly state: "on" | "stopped" | "off";
  readonly reason: string | null;
}

/** Tells the system of record that a plan is charged by itself, or no longer. */
export async function recordAutopayChange(
  runtime: Runtime,
  tx: Tx,
  change: AutopayChange,
): Promise<void> {
  const debtor = await findDebtor(tx, change.debtorId);
  assert(debtor !== null, "autopay is a debtor's");
  await recordEvent(runtime, tx, {
    accountId: change.accountId,
    type: "autopay.changed",
    data: {
      autopayId: change.autopayId,
      planId: change.planId,
      debtorRef: debtor.ref,
      mandateId: change.mandateId,
      state: change.state,
      reason: change.reason,
    },
  });
}
