import { findAgreement } from "#app/db/stores/agreements.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { agreementCopy, type SignedCopy } from "./agreement-copy.server.ts";

/**
 * The file of a signed agreement: for its signer, and for staff and keys of its portfolio. Null
 * for anybody else, as for one that does not exist.
 */
export async function signedCopy(
  runtime: Runtime,
  actor: Actor,
  agreementId: string,
): Promise<SignedCopy | null> {
  if (!isUuid(agreementId)) return null;
  const row = await findAgreement(runtime.db, agreementId);
  if (row === null) return null;
  const isSigner = actor.kind === "debtor" && actor.level >= 1 && actor.debtorId === row.debtorId;
  if (!isSigner && !worksIn(actor, row.portfolioId)) return null;
  return agreementCopy(runtime, row);
}
