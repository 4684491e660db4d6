import { appendAudit } from "#app/db/stores/audit.server.ts";
import { endSession } from "#app/db/stores/sessions.server.ts";
import type { Runtime } from "../ports.ts";
import type { StaffVisit } from "./read-staff-visit.server.ts";

/** Ends the session itself: a copied cookie opens nothing afterwards. */
export async function signOut(runtime: Runtime, { session, staff }: StaffVisit): Promise<void> {
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction(async (tx) => {
    await endSession(tx, session.id, at);
    await appendAudit(tx, {
      portfolioId: null,
      actor: `staff:${staff.id}`,
      action: "staff.signed-out",
      subject: `staff:${staff.id}`,
      detail: {},
      at,
    });
  });
}
