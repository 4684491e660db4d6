import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { type DebtorRow, findDebtor } from "#app/db/stores/debtors.server.ts";
import { findLink, type LinkRow } from "#app/db/stores/links.server.ts";
import { readLocks } from "#app/db/stores/locks.server.ts";
import {
  findSession,
  type SessionRow,
  touchSession,
  wasHelpers,
} from "#app/db/stores/sessions.server.ts";
import type { JourneyFacts, LinkState } from "#app/domain/journey/facts.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { levelAt } from "#app/domain/verification/level.ts";
import { gate, noFailures } from "#app/domain/verification/lockout.ts";
import type { RequiredProof } from "#app/domain/verification/proof.ts";
import { sessionLife } from "#app/domain/verification/session-life.ts";
import type { DebtorActor } from "../actor.ts";
import { type Helping, helpingOf } from "../helpers/helping.server.ts";
import { loadPortfolio, type Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { lockSubjects } from "./lock-subjects.server.ts";
import { proofFor } from "./proof-for.server.ts";

/** Somebody at the door or inside: who it is about, and what has been proven so far. */
export interface Visit {
  readonly session: SessionRow;
  readonly link: LinkRow | null;
  readonly debtor: DebtorRow;
  readonly portfolio: Portfolio;
  readonly actor: DebtorActor;
  /** Who is here in the debtor's stead; null: the debtor. */
  readonly helper: Helping | null;
  /** What level 1 asks of this visitor; null when only a person can help. */
  readonly proof: RequiredProof | null;
  /** Where the visit stands before an account is looked at. */
  readonly facts: JourneyFacts;
  readonly triesLeft: number;
}

/** `helper`: whose help is over; `helper-idle`: a helper who may come in again by their link. */
export type VisitEnd = "none" | "idle" | "too-long" | "helper" | "helper-idle";

/**
 * The visit of a session token, as far as it is alive; notes that the visitor is there. A visit
 * that was idle for 15 minutes has ended, whatever its cookie says.
 */
export async function readVisit(
  runtime: Runtime,
  sessionToken: string | null,
): Promise<Visit | VisitEnd> {
  const { clock, db, sealer } = runtime;
  if (sessionToken === null) return "none";
  const tokenHash = sealer.hashToken(sessionToken);
  const session = await findSession(db, tokenHash);
  if (session === null) return (await wasHelpers(db, tokenHash)) ? "helper" : "none";
  if (session.kind === "staff" || session.debtorId === null) return "none";
  const nowMs = clock.now();
  const life = sessionLife(
    { startedAt: session.createdAt.getTime(), seenAt: session.seenAt.getTime() },
    nowMs,
  );
  const helper = session.kind === "helper" ? await helpingOf(runtime, session, nowMs) : null;
  if (session.kind === "helper" && helper === null) return "helper";
  if (life.state === "ended") return helper === null ? life.why : "helper-idle";
  await touchSession(db, session.id, new Date(nowMs));
  return visitOf(runtime, session, helper, nowMs);
}

async function visitOf(
  runtime: Runtime,
  session: SessionRow,
  helper: Helping | null,
  nowMs: number,
): Promise<Visit> {
  const { db } = runtime;
  const debtor = await findDebtor(db, session.debtorId as string);
  assert(debtor !== null, "a visit is about a debtor");
  const link = session.linkId === null ? null : await findLink(db, session.linkId);
  const portfolio = await loadPortfolio(db, debtor.portfolioId);
  const accounts = await listDebtorAccounts(db, debtor.id);
  const locks = await readLocks(db, lockSubjects(runtime, session));
  const door = gate(
    locks.map((lock) => lock ?? noFailures),
    nowMs,
  );
  const proof = helper ? null : proofFor(runtime, { session, debtor, portfolio, accounts });
  const verifiedAt = session.verifiedAt?.getTime() ?? null;
  const level = levelAt({ verifiedAt, codeAt: session.codeAt?.getTime() ?? null }, nowMs);
  return {
    session,
    link,
    debtor,
    portfolio,
    actor: {
      ...{ kind: "debtor", debtorId: debtor.id, sessionId: session.id, level },
      ...(helper === null ? {} : { helper: { id: helper.id } }),
    },
    helper,
    proof,
    triesLeft: door.open ? door.triesLeft : 0,
    facts: {
      nowMs,
      today: dateInZone(nowMs, portfolio.timeZone),
      link: linkState(session, link, nowMs),
      opened: session.openedAt !== null,
      factsLeft: Math.max(0, (proof?.facts ?? 1) - session.proofs.length),
      level,
      lockedUntil: door.open ? null : door.until,
      account: null,
    },
  };
}

function linkState(session: SessionRow, link: LinkRow | null, nowMs: number): LinkState {
  if (link === null) return session.linkId === null ? "live" : "none";
  if (link.revokedReason === "wrong-person") return "disowned";
  if (link.revokedAt !== null) return "revoked";
  return link.expiresAt.getTime() <= nowMs ? "expired" : "live";
}
