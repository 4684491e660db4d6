import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { newestProposal } from "#app/db/stores/proposals.server.ts";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { isAgreedAsk } from "./agreed-ask.server.ts";
import { askDocument } from "./ask-document.server.ts";
import { offerInput } from "./offer-input.server.ts";
import { isSameAgain, recordProposal } from "./record-proposal.server.ts";
import { replaceablePlan } from "./replaceable-plan.server.ts";
import { withdrawProposals } from "./withdraw-proposals.server.ts";

export type ProposeRefusal = "not-found" | "in-force" | "closed" | "settled";

/**
 * Answers what a debtor proposes, at once, and keeps it with its answer; the collector is told. One
 * that goes to a person raises a task with a promised day. The same ask again, as by a second
 * click, is answered by the proposal that the first one made.
 */
export async function proposePlan(
  runtime: Runtime,
  visit: Visit,
  accountId: string,
  ask: ProposalAsk,
): Promise<Result<{ readonly proposalId: string }, ProposeRefusal>> {
  return runtime.db.transaction(async (tx: Tx) => {
    const row = await lockAccount(tx, accountId);
    const { debtorId } = visit.actor;
    const mayAct = visit.actor.level >= 1 && (await owesAccount(tx, debtorId, accountId));
    if (row === null || !mayAct) return err("not-found");
    if (row.status !== "open") return err("closed");
    const loaded = await loadAccount(runtime, tx, row);
    const inForce = await replaceablePlan(runtime, tx, loaded, visit.debtor);
    if (!inForce.ok) return inForce;
    if (loaded.balance.totalMinor <= 0n) return err("settled");
    const document = askDocument(ask, loaded.portfolio.currency);
    const before = await newestProposal(tx, row.id, debtorId);
    if (before !== null && isSameAgain(runtime, before, document))
      return ok({ proposalId: before.id });
    const stated = await savedStatement(runtime, tx, debtorId);
    const agreed = await isAgreedAsk(tx, loaded, ask);
    const wish = { statement: stated?.statement ?? null, agreed };
    const answer = answerProposal(await offerInput(tx, loaded, wish), ask);
    await withdrawProposals(runtime, tx, loaded, { debtorId, by: "proposal" });
    const said = { ask, document, answer, at: new Date(runtime.clock.now()) };
    return ok({ proposalId: await recordProposal(runtime, tx, visit.debtor, loaded, said) });
  });
}
