import { createHash } from "node:crypto";
import { hasAgreementCopy, insertAgreementCopy } from "#app/db/stores/agreement-copies.server.ts";
import type { AgreementRow } from "#app/db/stores/agreements.server.ts";
import type { Runtime } from "../ports.ts";
import { printSizeFor } from "../support/print-size.server.ts";
import { agreementPdf } from "./agreement-pdf.server.ts";

export interface SignedCopy {
  readonly filename: string;
  readonly bytes: Buffer;
}

/**
 * The file of an agreement as it is given out today, in the size that its signer needs. Its digest
 * is kept: the file stays known when a later version would draw it otherwise.
 */
export async function agreementCopy(runtime: Runtime, row: AgreementRow): Promise<SignedCopy> {
  const size = await printSizeFor(runtime, runtime.db, row.debtorId);
  const bytes = await agreementPdf(runtime, row, size);
  await insertAgreementCopy(runtime.db, {
    agreementId: row.id,
    portfolioId: row.portfolioId,
    sha256: digestOf(bytes),
    givenAt: new Date(runtime.clock.now()),
  });
  // The account and the day, so that two are told apart.
  const filename = `agreement-${row.signedAt.toISOString().slice(0, 10)}-${row.id.slice(-6)}.pdf`;
  return { filename, bytes };
}

/** Whether these bytes were given out as this agreement, by whatever version. */
export function isCopyOf(
  { db }: Pick<Runtime, "db">,
  row: AgreementRow,
  bytes: Buffer,
): Promise<boolean> {
  return hasAgreementCopy(db, row.id, digestOf(bytes));
}

function digestOf(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
