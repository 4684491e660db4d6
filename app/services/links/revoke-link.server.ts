import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findLink, revokeLinkRow } from "#app/db/stores/links.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";

/** Ends a link at once. One that was revoked before stays so: asking twice is no fault. */
export async function revokeLink(
  runtime: Runtime,
  actor: Actor,
  linkId: string,
  reason: string,
): Promise<Result<{ readonly revokedNow: boolean }, "not-found">> {
  insist(actor, "links:revoke");
  return runtime.db.transaction(async (tx) => {
    const link = await findLink(tx, linkId);
    if (link === null || !worksIn(actor, link.portfolioId)) return err("not-found");
    const at = new Date(runtime.clock.now());
    const revokedNow = await revokeLinkRow(tx, linkId, at, reason);
    if (!revokedNow) return ok({ revokedNow });
    await appendAudit(tx, {
      portfolioId: link.portfolioId,
      actor: actorName(actor),
      action: "link.revoked",
      subject: `account:${link.accountId}`,
      detail: { linkId, reason },
      at,
    });
    return ok({ revokedNow });
  });
}
