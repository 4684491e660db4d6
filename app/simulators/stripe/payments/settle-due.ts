import { endDueRefunds } from "../refunds/end-refund.ts";
import type { Sandbox } from "../sandbox.ts";
import { endSettlement } from "./confirm.ts";

/** Lets the money come that was to settle later, once its time is over. */
export function settleDue(sandbox: Sandbox): void {
  const { settleAfterMs } = sandbox;
  if (settleAfterMs === null) return;
  endDueRefunds(sandbox, settleAfterMs);
  for (const intent of Object.values(sandbox.memory.intents)) {
    if (intent.status !== "processing") continue;
    const begun = sandbox.memory.charges[String(intent.latest_charge)]?.created ?? 0;
    if (begun * 1000 + settleAfterMs <= sandbox.clock.now()) {
      endSettlement(sandbox, intent, "succeeded");
    }
  }
}
