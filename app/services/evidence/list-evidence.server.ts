import {
  type EvidencePurpose,
  type EvidenceRow,
  evidenceOf,
  unsentEvidence,
} from "#app/db/stores/evidence.server.ts";
import type { Runtime } from "../ports.ts";
import type { EvidenceView } from "./evidence-file.server.ts";

/** What a debtor has added to a form and not sent yet. */
export async function unsentFiles(
  runtime: Runtime,
  debtorId: string,
  accountId: string | null,
  purpose: EvidencePurpose,
): Promise<readonly EvidenceView[]> {
  const rows = await unsentEvidence(runtime.db, { debtorId, accountId, purpose });
  return rows.map((row) => evidenceView(runtime, row));
}

/** What was sent with a case or a message. The caller has checked who may know of it. */
export async function filesOf(
  runtime: Runtime,
  subjectId: string,
): Promise<readonly EvidenceView[]> {
  const rows = await evidenceOf(runtime.db, subjectId);
  return rows.map((row) => evidenceView(runtime, row));
}

/** A file's row with its name opened. */
export function evidenceView({ sealer }: Pick<Runtime, "sealer">, row: EvidenceRow): EvidenceView {
  const { id, portfolioId, type, bytes } = row;
  const binding = { portfolioId, table: "evidence_file", id };
  const { name } = sealer.open<{ name: string }>(binding, row.name);
  return { id, name, type, bytes, at: row.createdAt.getTime() };
}
