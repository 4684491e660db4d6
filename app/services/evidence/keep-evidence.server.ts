import { createHash } from "node:crypto";
import { lockDebtor } from "#app/db/stores/debtors.server.ts";
import {
  type EvidenceType,
  insertEvidence,
  type NewEvidence,
  unsentEvidence,
} from "#app/db/stores/evidence.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import {
  type EvidenceFor,
  type EvidenceRefusal,
  largestEvidenceBytes,
  mostEvidenceFiles,
  type ReceivedFile,
} from "./evidence-file.server.ts";
import { plainName } from "./plain-name.server.ts";
import { sniffType } from "./sniff-type.server.ts";

/**
 * Keeps the files of a form, sealed and unsent, until the form itself is sent. Good ones are kept
 * though another is refused, so that nobody has to choose them again. Error: the first reason.
 */
export async function keepEvidence(
  runtime: Runtime,
  actor: DebtorActor,
  whatFor: EvidenceFor,
  received: readonly ReceivedFile[],
): Promise<Result<void, EvidenceRefusal>> {
  const judged = received.map(judge);
  const good = judged.filter((file) => typeof file !== "string");
  const refusal = judged.find((file) => typeof file === "string");
  const allKept = await keep(runtime, actor, whatFor, good);
  if (refusal) return err(refusal);
  return allKept ? ok(undefined) : err("evidence-too-many");
}

interface GoodFile {
  readonly name: string;
  readonly type: EvidenceType;
  readonly content: Uint8Array;
}

function judge({ name, bytes, content }: ReceivedFile): GoodFile | EvidenceRefusal {
  if (bytes === 0) return "evidence-empty";
  if (bytes > largestEvidenceBytes) return "evidence-too-large";
  if (content === null) return "evidence-too-many";
  const type = sniffType(content);
  if (type === null) return "evidence-type";
  const plain = plainName(name);
  return plain === null ? "evidence-name" : { name: plain, type, content };
}

/** False when there are more than a form may carry; the first ones are kept. */
async function keep(
  runtime: Runtime,
  { debtorId }: DebtorActor,
  { portfolioId, accountId, purpose }: EvidenceFor,
  files: readonly GoodFile[],
): Promise<boolean> {
  const { clock, ids, sealer } = runtime;
  const createdAt = new Date(clock.now());
  const sealed = files.map(({ name, type, content }): NewEvidence => {
    const id = ids.next();
    const binding = { portfolioId, table: "evidence_file", id };
    return {
      ...{ id, portfolioId, debtorId, accountId, purpose, subjectId: null, type, createdAt },
      name: sealer.seal(binding, { name }),
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest(),
      body: sealer.sealBytes(binding, content),
    };
  });
  return runtime.db.transaction(async (tx) => {
    // Two tabs would otherwise both find room.
    await lockDebtor(tx, debtorId);
    const there = await unsentEvidence(tx, { debtorId, accountId, purpose });
    const room = Math.max(0, mostEvidenceFiles - there.length);
    for (const file of sealed.slice(0, room)) await insertEvidence(tx, file);
    return sealed.length <= room;
  });
}
