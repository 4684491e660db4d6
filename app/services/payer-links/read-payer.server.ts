import { findPayerLinkBySession, type PayerLinkRow } from "#app/db/stores/payer-links.server.ts";
import type { Runtime } from "../ports.ts";

/** A payer's visit is its link: nothing else is known of the payer. */
export type PayerVisit = PayerLinkRow;

/** The link of a payer's visit, while the visit lives; it opens no page of a debtor. */
export async function readPayer(
  runtime: Runtime,
  sessionToken: string | null,
): Promise<PayerVisit | null> {
  if (sessionToken === null) return null;
  const { clock, db, sealer } = runtime;
  const now = new Date(clock.now());
  return findPayerLinkBySession(db, sealer.hashToken(sessionToken), now);
}
