import { claimDueAutopays, listStoppedOfEndedPlans } from "#app/db/stores/autopays.server.ts";
import { claimUnsettledSetups } from "#app/db/stores/card-setups.server.ts";
import type { Runtime } from "../ports.ts";
import { endStopped } from "./end-stopped.server.ts";
import { refreshSetup } from "./refresh-setup.server.ts";
import { stepAutopay } from "./step-autopay.server.ts";

/** A worker that dies gives back what it held after this. */
const leaseMs = 10 * 60_000;
/** What somebody asked about a moment ago is left to them. */
const restMs = 2 * 60_000;
const batch = 20;
/** A turn begins nothing new after this: while the provider hangs, turns must not pile up. */
const turnMs = 60_000;

/**
 * Gives the notices and makes the charges that are due, and asks after cards whose saving nobody
 * heard of. Runs every few minutes; several workers may run at once. Answers how many autopays it
 * looked at.
 */
export async function runAutopay(runtime: Runtime): Promise<number> {
  const endsAt = runtime.clock.now() + turnMs;
  await lookAfterSetups(runtime);
  for (const one of await listStoppedOfEndedPlans(runtime.db, batch)) {
    await endStopped(runtime, one.id);
  }
  let looked = 0;
  while (runtime.clock.now() < endsAt) {
    const nowMs = runtime.clock.now();
    const lease = new Date(nowMs + leaseMs);
    const due = await claimDueAutopays(runtime.db, new Date(nowMs), lease, batch);
    for (const { id } of due) {
      await stepAutopay(runtime, id).catch((error: unknown) => {
        runtime.log.error({ err: error, autopayId: id }, "autopay not looked after");
      });
      looked += 1;
    }
    if (due.length < batch) break;
  }
  return looked;
}

async function lookAfterSetups(runtime: Runtime): Promise<void> {
  const nowMs = runtime.clock.now();
  const before = new Date(nowMs - restMs);
  for (const setup of await claimUnsettledSetups(runtime.db, before, new Date(nowMs), batch)) {
    await refreshSetup(runtime, setup).catch((error: unknown) => {
      runtime.log.error({ err: error, setupId: setup.id }, "setup not refreshed");
    });
  }
}
