import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { decideWaiting } from "#app/db/stores/proposal-decisions.server.ts";
import { findProposal, type ProposalRow } from "#app/db/stores/proposals.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { documentField } from "#app/domain/primitives/reader.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { readProposal } from "#app/domain/quote/read-proposal.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { tellPerson } from "../messages/tell-person.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { offerInput } from "./offer-input.server.ts";
import { proposedData } from "./proposed-data.server.ts";

export interface ProposalDecision {
  readonly outcome: "accepted" | "declined";
  /** In words that the debtor reads; a declined one always has it. */
  readonly reason: string;
}

/** `no-such-plan`: the policy has no plan of this kind, so accepting would promise nothing. */
export type DecideFault = "not-found" | "not-waiting" | "no-such-plan" | "reason-missing";

/**
 * Answers a proposal that waited for a person: the debtor is written to, the collector told, the
 * task closed. Accepting needs that the policy has the plan by now, for only such a plan can be
 * signed.
 */
export async function decideProposal(
  runtime: Runtime,
  actor: Actor,
  proposalId: string,
  decision: ProposalDecision,
): Promise<Result<null, DecideFault>> {
  insist(actor, "proposals:decide");
  if (decision.outcome === "declined" && decision.reason === "") return err("reason-missing");
  return runtime.db.transaction(async (tx) => {
    const proposal = isUuid(proposalId) ? await findProposal(tx, proposalId) : null;
    if (proposal === null || !worksIn(actor, proposal.portfolioId)) return err("not-found");
    const row = await lockAccount(tx, proposal.accountId);
    if (row === null) return err("not-found");
    const loaded = await loadAccount(runtime, tx, row);
    if (decision.outcome === "accepted" && !(await isSignable(tx, loaded, proposal))) {
      return err("no-such-plan");
    }
    const at = new Date(runtime.clock.now());
    const by = actorName(actor);
    if (!(await decideWaiting(tx, proposal.id, decision, by, at))) return err("not-waiting");
    await closeTask(tx, "proposal", proposal.id, by, at);
    await tell(runtime, tx, loaded, proposal, decision);
    await appendAudit(tx, {
      portfolioId: row.portfolioId,
      actor: by,
      action: "proposal.decided",
      subject: `account:${row.id}`,
      detail: { proposalId: proposal.id, ...decision },
      at,
    });
    return ok(null);
  });
}

/** Whether the plan that was asked for is one of the policy as it is today. */
export async function isSignable(
  db: Parameters<typeof offerInput>[0],
  loaded: LoadedAccount,
  proposal: Pick<ProposalRow, "ask">,
): Promise<boolean> {
  const field = documentField(proposal.ask);
  const ask = readProposal(field, loaded.portfolio.currency);
  assert(field.faults.first === null, "a stored ask is valid");
  return answerProposal(await offerInput(db, loaded, { agreed: true }), ask).offer !== null;
}

async function tell(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  proposal: ProposalRow,
  { outcome, reason }: ProposalDecision,
): Promise<void> {
  const debtor = await findDebtor(tx, proposal.debtorId);
  assert(debtor !== null, "a proposal is somebody's");
  const { currency } = portfolio;
  const ask = readProposal(documentField(proposal.ask), currency);
  await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "plan.proposed",
    data: proposedData({ id: proposal.id, debtorRef: debtor.ref, ask }, currency, {
      answer: outcome === "accepted" ? "accepted" : "counter",
      reasons: [`staff-${outcome}`],
    }),
  });
  await tellPerson(runtime, tx, {
    portfolio,
    debtor,
    accountId: row.id,
    kind: `proposal-${outcome}`,
    params: { url: `${runtime.settings.origin}/home`, reason },
  });
}
