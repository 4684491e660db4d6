import { claimOpenRefunds, type RefundRow } from "#app/db/stores/refunds.server.ts";
import type { Runtime } from "../ports.ts";
import { sendRefund } from "./send-refund.server.ts";
import { takeRefund } from "./take-refund.server.ts";

const batch = 40;
/** What somebody asked about a moment ago is left to them. */
const restMs = 45_000;
/** A bank takes days over a pending refund; webhooks say when it ends. */
const pendingMs = 3_600_000;

/**
 * Asks about every refund that is on its way, whatever webhooks said or did not say: those whose
 * outcome is unknown are asked for again under their own key. Answers how many.
 */
export async function sweepRefunds(runtime: Runtime): Promise<number> {
  const nowMs = runtime.clock.now();
  const times = {
    now: new Date(nowMs),
    requestedBefore: new Date(nowMs - restMs),
    pendingBefore: new Date(nowMs - pendingMs),
  };
  const due = await claimOpenRefunds(runtime.db, times, batch);
  for (const refund of due) {
    await refresh(runtime, refund).catch((error: unknown) => {
      runtime.log.error({ err: error, refundId: refund.id }, "refund not refreshed");
    });
  }
  return due.length;
}

async function refresh(runtime: Runtime, refund: RefundRow): Promise<void> {
  if (refund.state === "requested" || refund.providerRef === null) {
    return sendRefund(runtime, refund.id);
  }
  const found = await runtime.payments.fetchRefund(refund.providerRef);
  if (found.kind === "ok") await takeRefund(runtime, found.value);
}
