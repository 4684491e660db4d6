import type { Tx } from "#app/db/database.server.ts";
import { insertProposal, type ProposalRow } from "#app/db/stores/proposals.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import type { ProposalAnswer, ProposalAsk } from "#app/domain/plans/offer.ts";
import { proposalDocument } from "#app/domain/quote/offer-document.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { answerDay } from "./answer-day.server.ts";
import { type AskDocument, isSameAsk } from "./ask-document.server.ts";
import { proposedData } from "./proposed-data.server.ts";

/** What was asked, and the answer. */
export interface Answered {
  readonly ask: ProposalAsk;
  readonly document: AskDocument;
  readonly answer: ProposalAnswer;
  /** When: the parts of what is asked for several accounts find each other by one moment. */
  readonly at: Date;
}

/**
 * Keeps a proposal with its answer, under the account's lock, and tells the collector; one that
 * goes to a person raises a task with a promised day. Answers its id.
 */
export async function recordProposal(
  runtime: Runtime,
  tx: Tx,
  debtor: { readonly id: string; readonly ref: string },
  loaded: LoadedAccount,
  { ask, document, answer, at }: Answered,
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
    createdAt: at,
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

/** How long the same ask again is the same proposal, and not another one. */
const sameAskMs = 10 * 60_000;

/** Whether a proposal is the one before, asked again, as by a second click. */
export function isSameAgain(runtime: Runtime, before: ProposalRow, document: AskDocument): boolean {
  // One that fell to another's plan is no answer to the same question asked again.
  if (before.state === "withdrawn") return false;
  if (runtime.clock.now() - before.createdAt.getTime() >= sameAskMs) return false;
  return isSameAsk(before.ask as AskDocument, document);
}
