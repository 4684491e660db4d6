import type { Queryable, Tx } from "#app/db/database.server.ts";
import { findAccount, lockAccount } from "#app/db/stores/accounts.server.ts";
import { type ContactRow, endContact, insertContact } from "#app/db/stores/contacts.server.ts";
import { addJob } from "#app/db/stores/jobs.server.ts";
import { findLink } from "#app/db/stores/links.server.ts";
import { putBackToWait, type WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { ContactDecision } from "#app/domain/notices/contact.ts";
import { contactWaitDays } from "#app/domain/policy/policy.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { askLine } from "./ask-line.server.ts";
import type { SealedMessage } from "./queue-message.server.ts";
import { reasons } from "./reasons.server.ts";
import { sendingJob } from "./sending-job.server.ts";
import { tellAgain } from "./tell-again.server.ts";

/** `later`: it keeps its place in the queue until the rule lets go. */
export type Again = "go" | "later" | "withdrawn";

/** Asked a little after the time, so that no clock that is slow asks twice. */
const afterMs = 1_000;

type Sealed = Pick<SealedMessage, "about" | "linkId">;

/**
 * Decides again before each try whether a queued message may go, for the try may be hours after
 * the first decision (decision 27): by the contact rules of now, itself not counted, and by
 * whether its reason still is. What may not go is withdrawn and, where it says what it is about,
 * told anew as whatever waits is; a link, which cannot be written anew, keeps its place until the
 * time that the rule names. A later decision that stops it has a line with its rule.
 */
export async function decideAgain(runtime: Runtime, row: ContactRow, body: Sealed): Promise<Again> {
  const decision = await askLine(runtime, runtime.db, row);
  if (decision.allowed && (await isStillSo(runtime, runtime.db, row, body))) return "go";
  return runtime.db.transaction(async (tx) => {
    if (row.accountId !== null) await lockAccount(tx, row.accountId);
    const { about } = body;
    if (about) return tellAnew(runtime, tx, row, about, decision);
    return (await keepPlace(runtime, tx, row, body, decision)) ? "later" : "withdrawn";
  });
}

async function isStillSo(
  runtime: Runtime,
  db: Queryable,
  { accountId }: ContactRow,
  { about, linkId }: Sealed,
): Promise<boolean> {
  if (linkId !== null) {
    const link = await findLink(db, linkId);
    const isOver = (at: Date) => at.getTime() <= runtime.clock.now();
    return link !== null && link.revokedAt === null && !isOver(link.expiresAt);
  }
  const account = about && accountId !== null ? await findAccount(db, accountId) : null;
  if (!about || account === null) return true;
  const loaded = await loadAccount(runtime, db, account);
  return reasons[about.kind].isSo(runtime, db, loaded, about);
}

/** Puts what it is about back to wait until now, and tells it as whatever waited is told. */
async function tellAnew(
  runtime: Runtime,
  tx: Tx,
  row: ContactRow,
  about: WaitingWords,
  decision: ContactDecision,
): Promise<Again> {
  const now = new Date(runtime.clock.now());
  if (!(await endContact(tx, row.id, "withdrawn", now))) return "withdrawn";
  const since = { contactId: row.id, wantedAt: row.at, notBefore: now };
  const waiting = await putBackToWait(tx, { id: runtime.ids.next(), ...about, ...since });
  const account = await findAccount(tx, about.accountId);
  assert(account !== null, "what waits is about an account");
  const told = await tellAgain(runtime, tx, await loadAccount(runtime, tx, account), waiting);
  if (told === null && !decision.allowed) await recordStop(runtime, tx, row, decision);
  return "withdrawn";
}

/** Whether it waits in the queue; what no time within the policy's days mends is withdrawn. */
async function keepPlace(
  runtime: Runtime,
  tx: Tx,
  row: ContactRow,
  body: Sealed,
  decision: ContactDecision,
): Promise<boolean> {
  if (!decision.allowed) await recordStop(runtime, tx, row, decision);
  const until = decision.allowed ? null : decision.until;
  const { policy } = await loadPortfolio(tx, row.portfolioId);
  const latest = row.at.getTime() + contactWaitDays(policy) * 86_400_000;
  const isWorthIt = until !== null && until <= latest;
  if (isWorthIt && (await isStillSo(runtime, tx, row, body))) {
    const delayMs = until - runtime.clock.now() + afterMs;
    await addJob(tx, { ...sendingJob(row.id), delayMs });
    return true;
  }
  await endContact(tx, row.id, "withdrawn", new Date(runtime.clock.now()));
  return false;
}

async function recordStop(
  runtime: Runtime,
  tx: Tx,
  row: ContactRow,
  { rule }: ContactDecision,
): Promise<void> {
  const id = runtime.ids.next();
  const at = new Date(runtime.clock.now());
  const stopped = { allowed: false, rule, state: "blocked", sealed: null } as const;
  await insertContact(tx, { ...row, id, at, ...stopped, tries: 0, sentAt: null });
}
