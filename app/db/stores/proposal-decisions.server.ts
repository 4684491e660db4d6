import type { WithdrawnReason } from "#app/domain/plans/withdrawn.ts";
import type { Queryable, Tx } from "../database.server.ts";

/** A proposal that waits for a person. */
export interface WaitingProposal {
  readonly id: string;
  readonly accountId: string;
  readonly accountRef: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly ask: unknown;
  readonly reasons: readonly string[];
  readonly createdAt: Date;
  readonly answerBy: Date | null;
}

/** Proposals that wait, those with the earliest promised answer first. */
export async function listWaitingProposals(
  db: Queryable,
  portfolioIds: readonly string[],
  limit: number,
): Promise<readonly WaitingProposal[]> {
  return db.query<WaitingProposal>(
    `select proposal.id, proposal.account_id as "accountId", account.ref as "accountRef",
       proposal.portfolio_id as "portfolioId", proposal.debtor_id as "debtorId",
       account.currency, proposal.ask, proposal.reasons, proposal.created_at as "createdAt",
       proposal.answer_by as "answerBy"
     from proposal join account on account.id = proposal.account_id
     where proposal.portfolio_id = any($1::uuid[]) and proposal.state = 'waiting'
     order by proposal.answer_by nulls last, proposal.id limit $2`,
    [portfolioIds, limit],
  );
}

/** Writes the decision of a person; false when the proposal waits no longer. */
export async function decideWaiting(
  tx: Tx,
  id: string,
  decision: { readonly outcome: "accepted" | "declined"; readonly reason: string },
  by: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update proposal set state = 'decided', decision = $2, decided_by = $3, decided_at = $4
     where id = $1 and state = 'waiting' returning id`,
    [id, JSON.stringify(decision), by, at],
  );
  return rows.length === 1;
}

/** Lets go of a proposal that waits, with the reason; its debtor or a plan decided, nobody else. */
export async function withdrawWaiting(
  tx: Tx,
  id: string,
  reason: WithdrawnReason,
  at: Date,
): Promise<void> {
  const decision = { outcome: "withdrawn", reason };
  await tx.query(
    `update proposal set state = 'withdrawn', decision = $2, decided_by = 'system',
       decided_at = $3
     where id = $1 and state = 'waiting'`,
    [id, JSON.stringify(decision), at],
  );
}
