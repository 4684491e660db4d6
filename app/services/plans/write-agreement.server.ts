import type { Tx } from "#app/db/database.server.ts";
import { insertAgreement } from "#app/db/stores/agreements.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { addJob } from "#app/db/stores/jobs.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { agreementBinding, signatureBinding } from "./agreement-seals.server.ts";
import type { DraftAgreement } from "./draft-agreement.server.ts";
import type { Signing } from "./signing.ts";

export interface SignedPaper {
  readonly draft: DraftAgreement;
  readonly debtor: DebtorRow;
  readonly signing: Signing;
  readonly signedAt: Date;
  /** The plan that it makes; of several, the first. */
  readonly planId: string;
  readonly groupId: string | null;
}

/** Writes a signed agreement, sealed, and has a copy mailed by a job of the same transaction. */
export async function writeAgreement(
  { ids, sealer }: Runtime,
  tx: Tx,
  { row }: Pick<LoadedAccount, "row">,
  { draft, debtor, signing, signedAt, planId, groupId }: SignedPaper,
): Promise<void> {
  const agreementId = ids.next();
  const { portfolioId } = row;
  const id = { id: agreementId, portfolioId };
  const { name: signedName, address, userAgent } = signing;
  await insertAgreement(tx, {
    id: agreementId,
    planId,
    portfolioId,
    accountId: row.id,
    debtorId: debtor.id,
    sealed: sealer.sealBytes(agreementBinding(id), Buffer.from(draft.text)),
    sha256: Buffer.from(draft.sha256, "hex"),
    consentVersion: draft.agreement.consentVersion,
    locale: signing.locale,
    signature: sealer.seal(signatureBinding(id), { signedName, address, userAgent }),
    signedAt,
    groupId,
  });
  await addJob(tx, {
    task: "mail-agreement",
    payload: { agreementId },
    key: `mail-agreement:${agreementId}`,
  });
}
