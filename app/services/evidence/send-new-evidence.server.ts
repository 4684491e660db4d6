import type { Tx } from "#app/db/database.server.ts";
import { forgetRepeated, sendEvidence, type Unsent } from "#app/db/stores/evidence.server.ts";

/**
 * Gives the files that wait beside a form to a case that has some already; those that are there
 * byte for byte, from the first of two clicks, are let go of. Answers how many are new.
 */
export async function sendNewEvidence(tx: Tx, whose: Unsent, subjectId: string): Promise<number> {
  await forgetRepeated(tx, whose, subjectId);
  return sendEvidence(tx, whose, subjectId);
}
