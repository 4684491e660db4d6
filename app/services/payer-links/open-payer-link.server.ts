import { findPayerLinkByToken, insertPayerSession } from "#app/db/stores/payer-links.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { Runtime } from "../ports.ts";
import { stateOfLink } from "./state-of-link.server.ts";

/** Long enough for a bank's questions and a look at the receipt. */
const visitLifeMs = 2 * 3_600_000;

/** Nothing tells an unknown token from a revoked one; an expired one is said to be expired. */
export type PayerLinkClosed = "unknown" | "expired";

export interface OpenedPayerLink {
  readonly sessionToken: string;
  /** BCP 47: the language in which the debtor made it. */
  readonly locale: string;
}

/**
 * Exchanges a payer link's token for a payer's visit, which knows this link and nothing else.
 * Consumes nothing: mail scanners follow links too. A link that was paid shows its receipt.
 */
export async function openPayerLink(
  runtime: Runtime,
  token: string,
): Promise<Result<OpenedPayerLink, PayerLinkClosed>> {
  const { clock, db, ids, sealer } = runtime;
  const link = await findPayerLinkByToken(db, sealer.hashToken(token));
  if (link === null) return err("unknown");
  const nowMs = clock.now();
  const state = stateOfLink(link, nowMs);
  if (state === "revoked") return err("unknown");
  if (state === "expired" || link.expiresAt.getTime() <= nowMs) return err("expired");
  const sessionToken = ids.token();
  await insertPayerSession(db, {
    id: ids.next(),
    portfolioId: link.portfolioId,
    payerLinkId: link.id,
    tokenHash: sealer.hashToken(sessionToken),
    createdAt: new Date(nowMs),
    expiresAt: new Date(nowMs + visitLifeMs),
  });
  return ok({ sessionToken, locale: link.locale });
}
