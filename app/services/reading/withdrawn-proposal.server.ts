import type { Queryable } from "#app/db/database.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import {
  type DecidedProposalRow,
  findDecidedProposal,
  newestProposal,
} from "#app/db/stores/proposals.server.ts";
import type { WithdrawnReason } from "#app/domain/plans/withdrawn.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { proposalAsk, shownAsk } from "./propose.server.ts";

/** Why a proposal waits no longer, since when (epoch milliseconds), and the one in its place. */
export interface Withdrawn {
  readonly reason: WithdrawnReason;
  readonly at: number | null;
  /** The newest proposal of the same debtor; null: no other took its place. */
  readonly newer: string | null;
}

/** Null: it was not let go of. One of before reasons were written is told by what came after. */
export async function withdrawnOf(
  db: Queryable,
  row: DecidedProposalRow,
): Promise<Withdrawn | null> {
  if (row.state !== "withdrawn") return null;
  const newest = await newestProposal(db, row.accountId, row.debtorId);
  const other = newest === null || newest.id === row.id ? null : newest.id;
  const reason = reasonOf(row) ?? (other === null ? "plan-signed" : "newer-proposal");
  const newer = reason === "newer-proposal" ? other : null;
  return { reason, at: row.decidedAt?.getTime() ?? null, newer };
}

function reasonOf({ decision }: DecidedProposalRow): WithdrawnReason | null {
  return decision?.outcome === "withdrawn" ? decision.reason : null;
}

/** A debtor's own proposal that waits no longer; null: not theirs, or it was not let go of. */
export async function withdrawnPage(
  runtime: Runtime,
  { actor }: Pick<Visit, "actor">,
  loaded: LoadedAccount,
  proposalId: string,
) {
  const row = isUuid(proposalId) ? await findDecidedProposal(runtime.db, proposalId) : null;
  if (row === null || row.debtorId !== actor.debtorId || row.accountId !== loaded.row.id) {
    return null;
  }
  const withdrawn = await withdrawnOf(runtime.db, row);
  if (withdrawn === null) return null;
  const { currency } = loaded.portfolio;
  const ask = shownAsk(proposalAsk(row, loaded));
  return { accountId: loaded.row.id, currency, ask, ...withdrawn };
}

/**
 * The proposal of this debtor's that ended when somebody else signed a plan, while such a plan is
 * in force; null: none did, or the plan in force is their own.
 */
export async function fallenProposal(
  { db }: Runtime,
  actor: DebtorActor,
  { row }: LoadedAccount,
): Promise<{ readonly id: string } | null> {
  const plan = await findOpenPlan(db, row.id);
  if (plan === null || plan.debtorId === actor.debtorId) return null;
  const newest = await newestProposal(db, row.id, actor.debtorId);
  const last = newest && (await findDecidedProposal(db, newest.id));
  return last !== null && reasonOf(last) === "joint-plan-signed" ? { id: last.id } : null;
}
