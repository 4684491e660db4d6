import { findAttempt } from "#app/db/stores/attempts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import {
  findPayerAttemptId,
  findPayerLink,
  revokePayerLinkRow,
} from "#app/db/stores/payer-links.server.ts";
import { mayAct } from "#app/domain/payments/attempt.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor } from "../actor.ts";
import { closePage } from "../payments/close-page.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Takes a link back, and closes a payment page that is open by it. Money that is being paid just
 * now is booked all the same. False: no such link of this debtor's that could still be used.
 */
export async function revokePayerLink(
  runtime: Runtime,
  actor: DebtorActor,
  linkId: string,
): Promise<boolean> {
  if (actor.level === 0 || !isUuid(linkId)) return false;
  const at = new Date(runtime.clock.now());
  const revoked = await runtime.db.transaction(async (tx) => {
    if (!(await revokePayerLinkRow(tx, linkId, actor.debtorId, at))) return false;
    const link = await findPayerLink(tx, linkId);
    await appendAudit(tx, {
      portfolioId: link?.portfolioId ?? null,
      actor: actorName(actor),
      action: "payer-link.revoked",
      subject: `account:${link?.accountId}`,
      detail: { payerLinkId: linkId },
      at,
    });
    return true;
  });
  if (revoked) await closeOpenPage(runtime, linkId);
  return revoked;
}

async function closeOpenPage(runtime: Runtime, linkId: string): Promise<void> {
  const attemptId = await findPayerAttemptId(runtime.db, linkId);
  const attempt = attemptId && (await findAttempt(runtime.db, attemptId));
  if (attempt && mayAct(attempt.state, "expire")) await closePage(runtime, attempt);
}
