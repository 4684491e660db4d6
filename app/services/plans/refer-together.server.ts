import type { Tx } from "#app/db/database.server.ts";
import { newestProposal, type ProposalRow } from "#app/db/stores/proposals.server.ts";
import { allocateByWeight } from "#app/domain/money/allocate.ts";
import { answerJointProposal } from "#app/domain/plans/joint-proposal.ts";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { type AskDocument, askDocument } from "./ask-document.server.ts";
import { type JoinFault, lockJoinable } from "./lock-joinable.server.ts";
import { offerInput } from "./offer-input.server.ts";
import { isSameAgain, recordProposal } from "./record-proposal.server.ts";
import { withdrawProposals } from "./withdraw-proposals.server.ts";

/** So much each time for several accounts, in minor units. */
export type JointAsk = Extract<ProposalAsk, { readonly amountMinor: bigint }>;

/** `answered`: the policy can answer it by now, so nobody has to. */
export type ReferFault = JoinFault | "answered";

/** Says of a proposal that it is one account's share of what was asked for several. */
export const askedTogether = "asked-together";

/**
 * Takes a proposal for several accounts that the policy cannot answer to a person (domain.md §4):
 * a proposal an account, with its share of the amount by what is owed, each a task with the
 * promised day; all of it or nothing. The same again, as by a second click, is there already.
 * Answers the first of them.
 */
export async function referTogether(
  runtime: Runtime,
  { actor, debtor }: Visit,
  accountIds: readonly string[],
  ask: JointAsk,
): Promise<Result<{ readonly accountId: string; readonly proposalId: string }, ReferFault>> {
  if (actor.level < 1 || actor.helper !== undefined) return err("not-found");
  return runtime.db.transaction(async (tx: Tx) => {
    const locked = await lockJoinable(runtime, tx, debtor.id, accountIds);
    if (!locked.ok) return locked;
    const accounts = locked.value;
    if (accounts.length < 2) return err("not-found");
    const inputs = [];
    for (const loaded of accounts)
      inputs.push(await offerInput(tx, loaded, { firstDueOn: ask.firstDueOn }));
    const statement = (await savedStatement(runtime, tx, debtor.id))?.statement ?? null;
    const { answer, reasons } = answerJointProposal({ accounts: inputs, statement }, ask);
    if (answer !== "referred") return err("answered");
    const referred = { answer, reasons: [askedTogether, ...reasons], offer: null, nearest: [] };
    const parts = partsOf(accounts, ask);
    const proposals: string[] = [...((await askedBefore(runtime, tx, debtor, parts)) ?? [])];
    const at = new Date(runtime.clock.now());
    for (const { loaded, share, document } of proposals.length === 0 ? parts : []) {
      await withdrawProposals(runtime, tx, loaded, { debtorId: debtor.id, by: "proposal" });
      const said = { ask: share, document, answer: referred, at };
      proposals.push(await recordProposal(runtime, tx, debtor, loaded, said));
    }
    return ok({ accountId: accounts[0]?.row.id ?? "", proposalId: proposals[0] ?? "" });
  });
}

interface Part {
  readonly loaded: LoadedAccount;
  readonly share: JointAsk;
  readonly document: AskDocument;
}

/** What each account pays of the amount, by what it owes; nothing is asked for less than a unit. */
function partsOf(accounts: readonly LoadedAccount[], ask: JointAsk): readonly Part[] {
  const owed = accounts.map(({ balance }) => balance.totalMinor);
  const amounts = allocateByWeight(ask.amountMinor, owed);
  return accounts.map((loaded, index) => {
    const amount = amounts[index] ?? 0n;
    const share = { ...ask, amountMinor: amount > 0n ? amount : 1n };
    return { loaded, share, document: askDocument(share, loaded.portfolio.currency) };
  });
}

/** The same that waits already, where all its parts were asked for in one; null: there is none. */
async function askedBefore(
  runtime: Runtime,
  tx: Tx,
  debtor: { readonly id: string },
  parts: readonly Part[],
): Promise<readonly string[] | null> {
  const found: ProposalRow[] = [];
  for (const { loaded, document } of parts) {
    const before = await newestProposal(tx, loaded.row.id, debtor.id);
    if (before?.state !== "waiting" || !isSameAgain(runtime, before, document)) return null;
    found.push(before);
  }
  const moments = new Set(found.map(({ createdAt }) => createdAt.getTime()));
  return moments.size === 1 ? found.map(({ id }) => id) : null;
}
