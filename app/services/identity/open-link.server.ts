import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findLinkByToken, type LinkRow } from "#app/db/stores/links.server.ts";
import { insertSession } from "#app/db/stores/sessions.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { absoluteMs } from "#app/domain/verification/session-life.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** Nothing tells an unknown token from a revoked one; an expired one is said to be expired. */
export type LinkRefusal = "link-unknown" | "link-expired";

export interface OpenedLink {
  readonly sessionToken: string;
  /** The account that the link is about. */
  readonly accountId: string;
  /** The debtor's language, then the portfolio's: the first with a translation is theirs. */
  readonly locales: readonly string[];
}

/**
 * Exchanges a link's token for a visit at level 0. Consumes nothing and records no opening: mail
 * scanners follow links too (domain.md §7). Answers the visit's own token.
 */
export async function openLink(
  runtime: Runtime,
  token: string,
): Promise<Result<OpenedLink, LinkRefusal>> {
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
    locale: null,
    at,
    expiresAt: new Date(at.getTime() + absoluteMs),
  });
  const debtor = await findDebtor(db, link.debtorId);
  const portfolio = await loadPortfolio(db, link.portfolioId);
  const locales = [debtor?.locale, portfolio.locale].filter((one) => one !== undefined);
  return ok({ sessionToken, accountId: link.accountId, locales });
}

function linkRefusal(link: LinkRow | null, nowMs: number): LinkRefusal | null {
  if (link === null || link.revokedAt !== null) return "link-unknown";
  return link.expiresAt.getTime() <= nowMs ? "link-expired" : null;
}
