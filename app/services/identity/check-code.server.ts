import { timingSafeEqual } from "node:crypto";
import type { Tx } from "#app/db/database.server.ts";
import { type CodeRow, countCodeTry, newestCode, useCode } from "#app/db/stores/codes.server.ts";
import {
  type ContactChangeRow,
  newestContactChange,
} from "#app/db/stores/contact-changes.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type CodeVerdict, judgeCode, readCode } from "#app/domain/verification/code.ts";
import { confirmContactChange } from "../contacts/confirm-contact-change.server.ts";
import { isTooNew } from "../contacts/new-contact.server.ts";
import { letHelperIn } from "../helpers/let-helper-in.server.ts";
import type { Runtime } from "../ports.ts";
import { type Judgement, judgeAnswer } from "./judge-answer.server.ts";
import { provenBy } from "./prove-visit.server.ts";
import type { Visit } from "./read-visit.server.ts";
import { type CodePurpose, codeMac } from "./request-code.server.ts";

export type CodeRefusal =
  | { readonly reason: "unreadable" | Exclude<CodeVerdict, "right" | "wrong"> }
  | Exclude<Judgement, { kind: "right" }>;

export interface GivenCode {
  readonly text: string;
  readonly address: string;
  /** Purpose `contact`: of which channel the contact is that the visitor changes. */
  readonly changing?: "email" | "sms" | undefined;
}

/**
 * Judges a typed code against the newest one of this visit and purpose. Only a wrong guess at a
 * living code counts towards a lock. Right: answers the visit's new token; the level rises. The
 * code for a new contact puts that very contact in force with it, and opens no other change.
 */
export async function checkCode(
  runtime: Runtime,
  visit: Visit,
  purpose: CodePurpose,
  given: GivenCode,
): Promise<Result<{ readonly sessionToken: string }, CodeRefusal>> {
  const typed = readCode(given.text);
  if (typed === null) return err({ reason: "unreadable" });
  return runtime.db.transaction(async (tx) => {
    const nowMs = runtime.clock.now();
    const row = await newestCode(tx, visit.session.id, purpose, true);
    const change = await changeOf(tx, visit, purpose, given);
    const matches = row !== null && timingSafeEqual(row.codeMac, codeMac(runtime, row.id, typed));
    const request = { sessionId: visit.session.id, purpose, contactMac: change?.contactMac };
    const answer = { boundTo: boundTo(request), matches };
    const verdict = judgeCode(row === null ? null : sentCode(row), answer, nowMs);
    if (verdict !== "right" && verdict !== "wrong") return err({ reason: verdict } as const);
    const judgement = await judgeAnswer(runtime, tx, visit, {
      factor: purpose === "helper" ? "helper-code" : "code",
      address: given.address,
      matches: async () => verdict === "right",
    });
    if (row !== null && judgement.kind === "right") await useCode(tx, row.id, new Date(nowMs));
    if (row !== null && judgement.kind !== "right") await countCodeTry(tx, row.id);
    if (judgement.kind !== "right") return err(judgement);
    if (visit.helper !== null) return ok({ sessionToken: await letHelperIn(runtime, tx, visit) });
    if (change !== null) await confirmContactChange(runtime, tx, visit, change);
    const lifts = row !== null && !(await isTooNew(runtime, tx, visit.debtor.id, row.contactMac));
    return ok({ sessionToken: await provenBy(runtime, tx, visit, { code: true, lifts }) });
  });
}

/** The change that a code for a new contact is to confirm; null: none was asked for. */
async function changeOf(
  tx: Tx,
  { session }: Visit,
  purpose: CodePurpose,
  { changing }: GivenCode,
): Promise<ContactChangeRow | null> {
  if (purpose !== "contact" || changing === undefined) return null;
  return newestContactChange(tx, session.id, changing);
}

interface CodeRequest {
  readonly sessionId: string;
  readonly purpose: string;
  readonly contactMac?: Buffer | undefined;
}

/** A code for a new contact is bound to that contact too: it has proven no other. */
function boundTo({ sessionId, purpose, contactMac }: CodeRequest): string {
  const to = purpose === "contact" ? `:${contactMac?.toString("hex") ?? "none"}` : "";
  return `${sessionId}:${purpose}${to}`;
}

function sentCode(row: CodeRow) {
  return {
    sentAt: row.createdAt.getTime(),
    boundTo: boundTo(row),
    wrongTries: row.tries,
    usedAt: row.usedAt?.getTime() ?? null,
  };
}
