import { setTimeout as sleep } from "node:timers/promises";
import { failuresFrom } from "#app/db/stores/verification.server.ts";
import type { Runtime } from "../ports.ts";

const windowMs = 10 * 60_000;
const freeFailures = 10;
const stepMs = 250;
const longestMs = 4_000;

/**
 * Makes an address with many wrong answers wait before the next one is judged. It only slows:
 * carriers put thousands of people behind one address, and none of them may be locked out.
 */
export async function slowDown(runtime: Runtime, address: string): Promise<void> {
  const since = new Date(runtime.clock.now() - windowMs);
  const mac = runtime.sealer.mac("client-address", address);
  const failures = await failuresFrom(runtime.db, mac, since);
  if (failures > freeFailures) await sleep(Math.min(longestMs, (failures - freeFailures) * stepMs));
}
