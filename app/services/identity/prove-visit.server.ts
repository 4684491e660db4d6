import type { Tx } from "#app/db/database.server.ts";
import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { proveSession } from "#app/db/stores/sessions.server.ts";
import type { FactKind } from "#app/domain/verification/fact.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import type { Visit } from "./read-visit.server.ts";

/**
 * Adds a right fact or code to what a visit has proven and changes its token, so that no token of
 * a lower level opens a higher one; a code to a contact that is too new does not lift to level 2.
 * Level 1 is reached when the asked facts, and the code where
 * one is asked, are complete; that is told to the collector. Answers the new token.
 */
export async function provenBy(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  proof: { readonly fact: FactKind } | { readonly code: true; readonly lifts: boolean },
): Promise<string> {
  const { session, proof: asked } = visit;
  const now = new Date(runtime.clock.now());
  const proofs = "fact" in proof ? [...session.proofs, proof.fact] : session.proofs;
  const byCode = "code" in proof;
  const factsDone = proofs.length >= (asked?.facts ?? 1);
  const complete = factsDone && (byCode || asked?.code !== true);
  const verifiedAt = session.verifiedAt ?? (complete ? now : null);
  const token = runtime.ids.token();
  const lifts = "lifts" in proof && proof.lifts;
  const codeAt = lifts && verifiedAt !== null ? now : session.codeAt;
  await proveSession(
    tx,
    session.id,
    { proofs, verifiedAt, codeAt },
    runtime.sealer.hashToken(token),
  );
  if (session.verifiedAt === null && verifiedAt !== null) {
    await tellVerified(runtime, tx, visit, proofs, byCode);
  }
  return token;
}

async function tellVerified(
  runtime: Runtime,
  tx: Tx,
  { link, debtor }: Visit,
  facts: readonly string[],
  code: boolean,
): Promise<void> {
  const accountId = link?.accountId ?? (await listDebtorAccounts(tx, debtor.id))[0]?.id;
  if (accountId === undefined) return;
  await recordEvent(runtime, tx, {
    accountId,
    type: "identity.verified",
    data: {
      linkId: link?.id ?? null,
      debtorRef: debtor.ref,
      level: code ? 2 : 1,
      facts,
      code,
    },
  });
}
