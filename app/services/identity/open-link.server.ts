import { findLinkByToken, type LinkRow } from "#app/db/stores/links.server.ts";
import { insertSession } from "#app/db/stores/sessions.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { absoluteMs } from "#app/domain/verification/session-life.ts";
import type { Runtime } from "../ports.ts";

/** Nothing tells an unknown token from a revoked one; an expired one is said to be expired. */
export type LinkRefusal = "link-unknown" | "link-expired";

/**
 * Exchanges a link's token for a visit at level 0. Consumes nothing and records no opening: mail
 * scanners follow links too (domain.md §7). Answers the visit's own token.
 */
export async function openLink(
  runtime: Runtime,
  token: string,
  locale: string | null,
): Promise<Result<{ readonly sessionToken: string }, LinkRefusal>> {
  const { clock, db, ids, sealer } = runtime;
  const link = await findLinkByToken(db, sealer.hashToken(token));
  const refusal = linkRefusal(link, clock.now());
  if (link === null || refusal !== null) return err(refusal ?? "link-unknown");
  const sessionToken = ids.token();
  const at = new Date(clock.now());
  await insertSession(db, {
    id: ids.next(),
    tokenHash: sealer.hashToken(sessionToken),
    kind: "debtor",
    portfolioId: link.portfolioId,
    debtorId: link.debtorId,
    linkId: link.id,
    staffId: null,
    channel: link.channel,
    locale,
    at,
    expiresAt: new Date(at.getTime() + absoluteMs),
  });
  return ok({ sessionToken });
}

function linkRefusal(link: LinkRow | null, nowMs: number): LinkRefusal | null {
  if (link === null || link.revokedAt !== null) return "link-unknown";
  return link.expiresAt.getTime() <= nowMs ? "link-expired" : null;
}
