import { findHelperByToken } from "#app/db/stores/helpers.server.ts";
import { insertSession } from "#app/db/stores/sessions.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { absoluteMs } from "#app/domain/verification/session-life.ts";
import type { Runtime } from "../ports.ts";
import { stateOfHelper } from "./helping.server.ts";

export interface OpenedHelperLink {
  readonly sessionToken: string;
  /** BCP 47: the language in which the helper was invited. */
  readonly locale: string;
}

/**
 * Exchanges a helper link's token for a helper's visit, which opens nothing until a code to the
 * helper's own contact has come back. Consumes nothing: mail scanners follow links too. Nothing
 * tells an unknown token from one that was ended.
 */
export async function openHelperLink(
  runtime: Runtime,
  token: string,
): Promise<Result<OpenedHelperLink, "closed">> {
  const { clock, db, ids, sealer } = runtime;
  const nowMs = clock.now();
  const helper = await findHelperByToken(db, sealer.hashToken(token));
  if (helper === null || stateOfHelper(helper, nowMs) !== "live") return err("closed");
  const sessionToken = ids.token();
  const at = new Date(nowMs);
  await insertSession(db, {
    id: ids.next(),
    tokenHash: sealer.hashToken(sessionToken),
    kind: "helper",
    portfolioId: helper.portfolioId,
    debtorId: helper.debtorId,
    helperId: helper.id,
    linkId: null,
    staffId: null,
    channel: helper.channel,
    locale: null,
    at,
    expiresAt: new Date(at.getTime() + absoluteMs),
  });
  return ok({ sessionToken, locale: helper.locale });
}
