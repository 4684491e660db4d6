import { type Sandbox, seconds } from "../sandbox.ts";

/** Marks as available what can be paid out by now. */
export function ripen(sandbox: Sandbox): void {
  const now = seconds(sandbox);
  for (const one of Object.values(sandbox.memory.transactions)) {
    if (one.status === "pending" && one.available_on <= now) one.status = "available";
  }
}

/** What can be paid out in a currency by now. */
export function availableIn(sandbox: Sandbox, currency: string): number {
  ripen(sandbox);
  return Object.values(sandbox.memory.transactions)
    .filter((one) => one.currency === currency && one.status === "available")
    .reduce((sum, one) => sum + one.net, 0);
}
