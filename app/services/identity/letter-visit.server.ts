import type { Tx } from "#app/db/database.server.ts";
import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { insertSession, markSessionOpened, proveSession } from "#app/db/stores/sessions.server.ts";
import type { FactKind } from "#app/domain/verification/fact.ts";
import { absoluteMs } from "#app/domain/verification/session-life.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * The visit of somebody who came by a letter and has matched two facts: at level 1 at once, unless
 * the portfolio asks for a code as well. Answers the visit's token.
 */
export async function startLetterVisit(
  runtime: Runtime,
  tx: Tx,
  debtor: DebtorRow,
  facts: readonly FactKind[],
): Promise<string> {
  const { ids, sealer, clock } = runtime;
  const at = new Date(clock.now());
  const id = ids.next();
  const token = ids.token();
  const tokenHash = sealer.hashToken(token);
  await insertSession(tx, {
    id,
    tokenHash,
    kind: "debtor",
    portfolioId: debtor.portfolioId,
    debtorId: debtor.id,
    linkId: null,
    staffId: null,
    channel: "letter",
    locale: null,
    at,
    expiresAt: new Date(at.getTime() + absoluteMs),
  });
  await markSessionOpened(tx, id, at);
  const { codeAlways } = await loadPortfolio(tx, debtor.portfolioId);
  const verifiedAt = codeAlways ? null : at;
  await proveSession(tx, id, { proofs: facts, verifiedAt, codeAt: null }, tokenHash);
  if (verifiedAt !== null) await tellVerified(runtime, tx, debtor, facts);
  return token;
}

async function tellVerified(
  runtime: Runtime,
  tx: Tx,
  debtor: DebtorRow,
  facts: readonly FactKind[],
): Promise<void> {
  const [account] = await listDebtorAccounts(tx, debtor.id);
  if (account === undefined) return;
  await recordEvent(runtime, tx, {
    accountId: account.id,
    type: "identity.verified",
    data: { linkId: null, debtorRef: debtor.ref, level: 1, facts, code: false },
  });
}
