import type { Tx } from "#app/db/database.server.ts";
import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { revokeLinkRow } from "#app/db/stores/links.server.ts";
import { holdLocks, writeLock } from "#app/db/stores/locks.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import { insertVerification } from "#app/db/stores/verification.server.ts";
import {
  afterRightAnswer,
  afterWrongAnswer,
  gate,
  type LockCounters,
  mustRevoke,
  noFailures,
} from "#app/domain/verification/lockout.ts";
import { actorName } from "../act.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { endNoted } from "../helpers/end-helper.server.ts";
import type { Runtime } from "../ports.ts";
import { lockSubjects } from "./lock-subjects.server.ts";
import type { Visit } from "./read-visit.server.ts";

export type Judgement =
  | { readonly kind: "right" }
  | { readonly kind: "wrong"; readonly triesLeft: number }
  | { readonly kind: "locked"; readonly until: number };

export interface AnswerGiven {
  /** "fact:<kind>" or "code" */
  readonly factor: string;
  readonly address: string;
  /** Compared only when the door is open, inside the lock. */
  readonly matches: () => Promise<boolean>;
}

/**
 * Judges one answer under the locks of debtor and link: while one lasts, a right answer is refused
 * too. The fifth wrong one locks, the tenth in 24 hours revokes the link and gives a person the
 * task (domain.md §7). Every attempt is recorded.
 */
export async function judgeAnswer(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  answer: AnswerGiven,
): Promise<Judgement> {
  const nowMs = runtime.clock.now();
  const subjects = lockSubjects(runtime, visit.session);
  const counters = (await holdLocks(tx, subjects)).map((lock) => lock ?? noFailures);
  const door = gate(counters, nowMs);
  if (!door.open) {
    await record(runtime, tx, visit, answer, "locked");
    return { kind: "locked", until: door.until };
  }
  const right = await answer.matches();
  await record(runtime, tx, visit, answer, right ? "passed" : "failed");
  const after = counters.map((one) => (right ? afterRightAnswer : afterWrongAnswer)(one, nowMs));
  for (const [index, subject] of subjects.entries()) {
    await writeLock(tx, subject, after[index] as LockCounters, new Date(nowMs));
  }
  if (right) return { kind: "right" };
  const now = gate(after, nowMs);
  const link = visit.helper === null ? after[1] : after[0];
  // Right answers between the wrong ones put off a lock, and never the end of the link.
  const isSpent = link !== undefined && mustRevoke(link, nowMs);
  if (!now.open || isSpent)
    await tellLocked(runtime, tx, visit, after, now.open ? nowMs : now.until);
  if (now.open) return { kind: "wrong", triesLeft: now.triesLeft };
  return { kind: "locked", until: now.until };
}

async function record(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  answer: AnswerGiven,
  outcome: "passed" | "failed" | "locked",
): Promise<void> {
  await insertVerification(tx, {
    id: runtime.ids.next(),
    portfolioId: visit.portfolio.id,
    debtorId: visit.debtor.id,
    linkId: visit.link?.id ?? null,
    sessionId: visit.session.id,
    factor: answer.factor,
    outcome,
    addressMac: runtime.sealer.mac("client-address", answer.address),
    at: new Date(runtime.clock.now()),
  });
}

async function tellLocked(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  counters: readonly LockCounters[],
  until: number,
): Promise<void> {
  const { link, debtor, portfolio, helper } = visit;
  const nowMs = runtime.clock.now();
  const revoke = counters.some((one) => mustRevoke(one, nowMs));
  if (helper !== null) {
    const about = { helperId: helper.id, portfolioId: portfolio.id, by: actorName(visit.actor) };
    if (revoke) await endNoted(runtime, tx, about, "too-many-failures");
    return;
  }
  if (revoke && link) await revokeLinkRow(tx, link.id, new Date(nowMs), "too-many-failures");
  const accountId = link?.accountId ?? (await listDebtorAccounts(tx, debtor.id))[0]?.id;
  if (accountId === undefined) return;
  await recordEvent(runtime, tx, {
    accountId,
    type: "identity.locked",
    data: {
      linkId: link?.id ?? null,
      debtorRef: debtor.ref,
      lockedUntil: new Date(until).toISOString(),
      failures24h: Math.max(...counters.map((one) => one.failedAt.length)),
      linkRevoked: revoke && link !== null,
    },
  });
  if (!revoke) return;
  await raiseTask(tx, {
    id: runtime.ids.next(),
    portfolioId: portfolio.id,
    accountId,
    kind: "identity-locked",
    reference: link?.id ?? debtor.id,
    dueAt: null,
  });
}
