import { appendAudit } from "#app/db/stores/audit.server.ts";
import { type EvidenceRow, findEvidence } from "#app/db/stores/evidence.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import type { EvidenceView } from "./evidence-file.server.ts";
import { evidenceView } from "./list-evidence.server.ts";

export type OpenedFile = EvidenceView & { readonly content: Buffer };

/**
 * A file's bytes: for the debtor who handed it in, or for staff of its portfolio with the
 * permission, whose look is recorded. Null: not there, or not for this reader.
 */
export async function openEvidence(
  runtime: Runtime,
  actor: DebtorActor | StaffActor,
  id: string,
): Promise<OpenedFile | null> {
  const file = isUuid(id) ? await findEvidence(runtime.db, id) : null;
  if (file === null || !mayOpen(actor, file)) return null;
  if (actor.kind === "staff") await recordOpening(runtime, actor, file);
  const binding = { portfolioId: file.portfolioId, table: "evidence_file", id };
  const content = runtime.sealer.openBytes(binding, file.body);
  return { ...evidenceView(runtime, file), content };
}

/** What was not sent yet is nobody's but the sender's. */
function mayOpen(actor: DebtorActor | StaffActor, file: EvidenceRow): boolean {
  if (actor.kind === "debtor") return file.debtorId === actor.debtorId && actor.level > 0;
  insist(actor, "evidence:read");
  return file.subjectId !== null && actor.portfolioIds.includes(file.portfolioId);
}

async function recordOpening(
  { clock, db }: Runtime,
  actor: StaffActor,
  { id, portfolioId, purpose, subjectId }: EvidenceRow,
): Promise<void> {
  await appendAudit(db, {
    portfolioId,
    actor: actorName(actor),
    action: "evidence.opened",
    subject: `evidence:${id}`,
    detail: { purpose, subjectId },
    at: new Date(clock.now()),
  });
}
