import type { Queryable } from "#app/db/database.server.ts";
import { isNewContact } from "#app/db/stores/contact-changes.server.ts";
import { newContactMs } from "#app/domain/verification/level.ts";
import type { Runtime } from "../ports.ts";

/** A contact as codes know it: never the address, only its keyed hash. */
export function contactMacOf(
  runtime: Pick<Runtime, "sealer">,
  channel: "email" | "sms",
  to: string,
): Buffer {
  return runtime.sealer.mac("code-contact", channel, to);
}

/** Whether a code to this contact does not lift to level 2 yet (domain.md §7: 72 hours). */
export async function isTooNew(
  runtime: Pick<Runtime, "clock">,
  db: Queryable,
  debtorId: string,
  contactMac: Buffer,
): Promise<boolean> {
  return isNewContact(db, debtorId, contactMac, new Date(runtime.clock.now() - newContactMs));
}
