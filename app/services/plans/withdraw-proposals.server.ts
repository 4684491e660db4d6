import type { Tx } from "#app/db/database.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { withdrawWaiting } from "#app/db/stores/proposal-decisions.server.ts";
import { listWaitingOf, type ProposalRow } from "#app/db/stores/proposals.server.ts";
import { closeTask } from "#app/db/stores/tasks.server.ts";
import {
  type WithdrawnBy,
  type WithdrawnReason,
  withdrawnReason,
} from "#app/domain/plans/withdrawn.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { documentField } from "#app/domain/primitives/reader.ts";
import { readProposal } from "#app/domain/quote/read-proposal.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { proposedData } from "./proposed-data.server.ts";

/**
 * Lets go of what waits for a person and no longer has to, under the account's lock: everything on
 * the account once a plan is signed, a debtor's own once they made a newer proposal. Answers whose
 * proposals ended.
 */
export async function withdrawProposals(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  by: WithdrawnBy,
): Promise<ReadonlySet<string>> {
  const ended = new Set<string>();
  for (const proposal of await listWaitingOf(tx, loaded.row.id)) {
    const reason = withdrawnReason(proposal.debtorId, by);
    if (reason === null) continue;
    await withdraw(runtime, tx, loaded, proposal, reason);
    ended.add(proposal.debtorId);
  }
  return ended;
}

async function withdraw(
  runtime: Runtime,
  tx: Tx,
  { portfolio }: LoadedAccount,
  { id, accountId, debtorId, ask }: ProposalRow,
  reason: WithdrawnReason,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  await withdrawWaiting(tx, id, reason, at);
  await closeTask(tx, "proposal", id, "system", at);
  const debtor = await findDebtor(tx, debtorId);
  assert(debtor !== null, "a proposal is somebody's");
  const { currency } = portfolio;
  const proposal = { id, debtorRef: debtor.ref, ask: readProposal(documentField(ask), currency) };
  const answered = { answer: "withdrawn", reasons: [reason] } as const;
  await recordEvent(runtime, tx, {
    accountId,
    type: "plan.proposed",
    data: proposedData(proposal, currency, answered),
  });
}
