import type { PayerLinkRow } from "#app/db/stores/payer-links.server.ts";
import { type PayerLinkState, payerLinkState } from "#app/domain/payments/payer-link.ts";

/** A stored link's state now. */
export function stateOfLink(link: PayerLinkRow, nowMs: number): PayerLinkState {
  const { expiresAt, revokedAt, paidAt } = link;
  const times = {
    expiresAt: expiresAt.getTime(),
    revokedAt: revokedAt?.getTime() ?? null,
    paidAt: paidAt?.getTime() ?? null,
  };
  return payerLinkState(times, nowMs);
}
