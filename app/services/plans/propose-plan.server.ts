import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import {
  insertProposal,
  newestProposal,
  type ProposalRow,
} from "#app/db/stores/proposals.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import type { ProposalAnswer, ProposalAsk } from "#app/domain/plans/offer.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { proposalDocument } from "#app/domain/quote/offer-document.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { isAgreedAsk } from "./agreed-ask.server.ts";
import { answerDay } from "./answer-day.server.ts";
import { type AskDocument, askDocument, isSameAsk } from "./ask-document.server.ts";
import { offerInput } from "./offer-input.server.ts";
import { proposedData } from "./proposed-data.server.ts";
import { replaceablePlan } from "./replaceable-plan.server.ts";
import { withdrawProposals } from "./withdraw-proposals.server.ts";

export type ProposeRefusal = "not-found" | "in-force" | "closed" | "settled";

/** How long the same ask again is the same proposal, and not another one. */
const sameAskMs = 10 * 60_000;

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
    if (before !== null && isSame(runtime, before, document)) return ok({ proposalId: before.id });
    const stated = await savedStatement(runtime, tx, debtorId);
    const agreed = await isAgreedAsk(tx, loaded, ask);
    const wish = { statement: stated?.statement ?? null, agreed };
    const answer = answerProposal(await offerInput(tx, loaded, wish), ask);
    await withdrawProposals(runtime, tx, loaded, { debtorId, by: "proposal" });
    return ok({ proposalId: await record(runtime, tx, visit, loaded, { ask, document, answer }) });
  });
}

function isSame(runtime: Runtime, before: ProposalRow, document: AskDocument): boolean {
  // One that fell to another's plan is no answer to the same question asked again.
  if (before.state === "withdrawn") return false;
  if (runtime.clock.now() - before.createdAt.getTime() >= sameAskMs) return false;
  return isSameAsk(before.ask as AskDocument, document);
}

interface Answered {
  readonly ask: ProposalAsk;
  readonly document: AskDocument;
  readonly answer: ProposalAnswer;
}

async function record(
  runtime: Runtime,
  tx: Tx,
  { debtor }: Visit,
  loaded: LoadedAccount,
  { ask, document, answer }: Answered,
): Promise<string> {
  const { row, portfolio } = loaded;
  const id = runtime.ids.next();
  const waits = answer.answer === "referred";
  const answerBy = waits ? answerDay(loaded) : null;
  await insertProposal(tx, {
    id,
    accountId: row.id,
    portfolioId: row.portfolioId,
    debtorId: debtor.id,
    ask: document,
    answer: answer.answer,
    reasons: answer.reasons,
    nearest: proposalDocument(answer, portfolio.currency).nearest,
    state: waits ? "waiting" : "answered",
    createdAt: new Date(runtime.clock.now()),
    answerBy,
  });
  if (waits) {
    const task = { kind: "proposal", reference: id, dueAt: answerBy } as const;
    await raiseTask(tx, {
      id: runtime.ids.next(),
      portfolioId: row.portfolioId,
      accountId: row.id,
      ...task,
    });
  }
  await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "plan.proposed",
    data: proposedData({ id, debtorRef: debtor.ref, ask }, portfolio.currency, {
      answer: answer.answer,
      reasons: answer.reasons,
    }),
  });
  return id;
}
